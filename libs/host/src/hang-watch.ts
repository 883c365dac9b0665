import { CauseError } from '@tillbridge/plugin-kit';

import type { Timing } from './clock.js';

/** Least time between two looks, so that a watch that is paused does not spin. Milliseconds. */
const LOOK_AGAIN = 1_000;
/** Made once: to make an error with its stack for each batch would cost more than the rest of the watch. */
const SETTLED = new Error('settled');

/**
 * Ends a plugin's call that hangs. Time in which the call waits for the POS's rate budget does not count: a long
 * backfill under a small budget is alive.
 */
export class HangWatch {
  private paused = 0;
  private pausedSince = 0;
  private pausedFor = 0;
  private readonly controller = new AbortController();
  /** Fires when the call hangs, ends, or is called off by the caller. */
  readonly signal: AbortSignal;

  constructor(
    private readonly timing: Timing,
    private readonly limit: number,
    caller?: AbortSignal,
  ) {
    const own = this.controller.signal;
    this.signal = caller === undefined ? own : AbortSignal.any([own, caller]);
  }

  /** @throws CauseError `upstream.unavailable` when nothing comes within the limit; the signal's reason */
  async within<T>(work: Promise<T>): Promise<T> {
    const settled = new AbortController();
    try {
      return await Promise.race([work, this.expiry(settled.signal), this.calledOff(settled.signal)]);
    } finally {
      settled.abort(SETTLED);
      work.catch(() => undefined);
    }
  }

  /** The time until `resume` does not count. */
  pause(): void {
    if (this.paused === 0) this.pausedSince = this.timing.elapsed();
    this.paused += 1;
  }

  resume(): void {
    this.paused -= 1;
    if (this.paused === 0) this.pausedFor += this.timing.elapsed() - this.pausedSince;
  }

  /** Calls off whatever the plugin still does. */
  end(): void {
    this.controller.abort(new Error('the call has ended'));
  }

  /**
   * Ends the call with a failure of the host itself. The error passes through the plugin, which must not be blamed for
   * it.
   */
  fail(error: unknown): void {
    this.controller.abort(error);
  }

  private async expiry(settled: AbortSignal): Promise<never> {
    const start = this.countedTime();
    for (;;) {
      const left = this.limit - (this.countedTime() - start);
      if (left <= 0) {
        const hung = hangs(this.limit);
        this.controller.abort(hung);
        throw hung;
      }
      await this.timing.sleep(Math.max(left, LOOK_AGAIN), settled);
    }
  }

  private async calledOff(settled: AbortSignal): Promise<never> {
    return new Promise<never>((_, reject) => {
      const stop = (): void => reject(this.signal.reason);
      if (this.signal.aborted) stop();
      this.signal.addEventListener('abort', stop, { once: true, signal: settled });
    });
  }

  private countedTime(): number {
    const running = this.paused > 0 ? this.timing.elapsed() - this.pausedSince : 0;
    return this.timing.elapsed() - this.pausedFor - running;
  }
}

function hangs(limit: number): CauseError {
  return new CauseError({
    code: 'upstream.unavailable',
    message: `Nothing came within ${Math.round(limit / 60_000)} minutes, though no rate limit was waited for.`,
    detail: { reason: 'hang' },
  });
}
