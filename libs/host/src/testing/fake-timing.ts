import type { Timing } from '../clock.js';

/** A clock that stands still but for sleeps, which pass at once and are written down. Long watches never wake. */
export class FakeTiming implements Timing {
  readonly slept: number[] = [];
  private time = 0;

  constructor(
    private readonly start: number = Date.UTC(2026, 4, 14, 12),
    /** A sleep of this length or more lasts until its signal fires or `pass` goes beyond it. */
    private readonly longest: number = 10 * 60_000,
  ) {}

  private readonly sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();

  now(): number {
    return this.start + this.time;
  }

  elapsed(): number {
    return this.time;
  }

  random(): number {
    return 0.5;
  }

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (milliseconds < this.longest) {
      this.slept.push(milliseconds);
      this.pass(milliseconds);
      return;
    }
    const sleeper = Promise.withResolvers<void>();
    this.sleepers.add({ until: this.time + milliseconds, wake: sleeper.resolve });
    signal?.addEventListener('abort', () => sleeper.reject(signal.reason), { once: true });
    await sleeper.promise;
  }

  pass(milliseconds: number): void {
    this.time += milliseconds;
    for (const sleeper of this.sleepers) {
      if (sleeper.until > this.time) continue;
      this.sleepers.delete(sleeper);
      sleeper.wake();
    }
  }
}
