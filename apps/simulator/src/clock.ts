/** The simulator's own time. Everything that shows or compares a time asks here, so a test can freeze or move it. */
export interface Clock {
  /** Simulated instant in milliseconds since 1970. */
  millis(): number;
  /** Simulated instant in whole seconds since 1970. */
  seconds(): number;
  /** Like `seconds`, but time that went by faster than the real one counts as the real time it took: tokens live by it. */
  unhurriedSeconds(): number;
  /** Real, monotonic milliseconds: what the rate limits leak by, even while the simulated time stands still. */
  ticks(): number;
  set(millis: number): void;
  advance(seconds: number): void;
  freeze(): void;
  run(): void;
  /** Simulated seconds that pass in a real one. */
  hurry(speed: number): void;
  /** Does all of `work` at one instant: an answer says one thing, however long it takes and however fast the clock runs. */
  hold<Result>(work: () => Result): Result;
  readonly frozen: boolean;
  readonly speed: number;
}

/** The real time in milliseconds since 1970: the one place that asks for it. */
export function realMillis(): number {
  return Date.now();
}

/** An hour in a second. */
export const FASTEST = 3600;

export function isSpeed(speed: number): boolean {
  return Number.isInteger(speed) && speed >= 1 && speed <= FASTEST;
}

export interface ClockOptions {
  /** First simulated instant in milliseconds; the real one when absent. */
  readonly start?: number | undefined;
  readonly frozen?: boolean | undefined;
  /** Simulated seconds that pass in a real one; 1 when absent. */
  readonly speed?: number | undefined;
}

export function createClock(options: ClockOptions): Clock {
  let anchorTicks = performance.now();
  let anchor = options.start ?? realMillis();
  let frozen = options.frozen ?? false;
  let speed = options.speed ?? 1;
  let gained = 0;
  let heldTicks: number | undefined;

  const ticks = (): number => heldTicks ?? performance.now();
  const elapsed = (now = ticks()): number => (frozen ? 0 : now - anchorTicks);
  const millis = (): number => Math.floor(anchor + elapsed() * speed);
  /** Counts from here on: from `next`, or from where the clock stands and `later` milliseconds. */
  function count(next: number | undefined, later = 0): void {
    const now = ticks();
    const passed = elapsed(now);
    gained += passed * (speed - 1);
    anchor = (next ?? anchor + passed * speed) + later;
    anchorTicks = now;
  }
  return {
    millis,
    seconds: () => Math.floor(millis() / 1000),
    unhurriedSeconds: () => Math.floor((anchor + elapsed() - gained) / 1000),
    ticks: () => performance.now(),
    set: (next) => count(next),
    advance: (seconds) => count(undefined, seconds * 1000),
    freeze: () => {
      count(undefined);
      frozen = true;
    },
    run: () => {
      count(undefined);
      frozen = false;
    },
    hurry: (next) => {
      count(undefined);
      speed = next;
    },
    hold: (work) => {
      const before = heldTicks;
      heldTicks ??= performance.now();
      try {
        return work();
      } finally {
        heldTicks = before;
      }
    },
    get frozen() {
      return frozen;
    },
    get speed() {
      return speed;
    },
  };
}
