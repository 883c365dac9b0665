/** The simulator's own time. Everything that shows or compares a time asks here, so a test can freeze or move it. */
export interface Clock {
  /** Simulated instant in milliseconds since 1970. */
  millis(): number;
  /** Simulated instant in whole seconds since 1970. */
  seconds(): number;
  /** Real, monotonic milliseconds: what the rate limits leak by, even while the simulated time stands still. */
  ticks(): number;
  set(millis: number): void;
  advance(seconds: number): void;
  freeze(): void;
  run(): void;
  readonly frozen: boolean;
}

/** The real time in milliseconds since 1970: the one place that asks for it. */
export function realMillis(): number {
  return Date.now();
}

export interface ClockOptions {
  /** First simulated instant in milliseconds; the real one when absent. */
  readonly start?: number | undefined;
  readonly frozen?: boolean | undefined;
}

export function createClock(options: ClockOptions): Clock {
  let anchorTicks = performance.now();
  let anchor = options.start ?? realMillis();
  let frozen = options.frozen ?? false;

  function millis(): number {
    return frozen ? anchor : anchor + Math.floor(performance.now() - anchorTicks);
  }
  function set(next: number): void {
    anchor = next;
    anchorTicks = performance.now();
  }
  return {
    millis,
    seconds: () => Math.floor(millis() / 1000),
    ticks: () => performance.now(),
    set,
    advance: (seconds) => set(millis() + seconds * 1000),
    freeze: () => {
      set(millis());
      frozen = true;
    },
    run: () => {
      set(millis());
      frozen = false;
    },
    get frozen() {
      return frozen;
    },
  };
}
