import { setTimeout as sleep } from 'node:timers/promises';

import type { Clock } from '@tillbridge/domain';

/** Everything about time and chance that this library needs, so that a test can decide both (I9). */
export interface Timing extends Clock {
  /** Milliseconds from a fixed moment; never set back, unlike a clock on the wall. */
  elapsed(): number;
  /** Rejects with the signal's reason when it fires. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** From 0 up to, not including, 1. */
  random(): number;
}

/** The one place of this library that reads the machine's clock. */
export const systemTiming: Timing = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  random: () => Math.random(),
  async sleep(milliseconds, signal) {
    try {
      await sleep(milliseconds, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};
