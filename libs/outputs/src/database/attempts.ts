import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseFault } from './fault.js';

const MOST_ATTEMPTS = 6;
const FIRST_PAUSE = 50;

export interface Attempting {
  /** From 0 to below 1, a new number at each call, so that writers that were in each other's way do not meet again. */
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/**
 * Does the work, and up to five times more with growing pauses where another writer was in the way or the connection
 * broke.
 */
export async function attempt<T>(work: () => Promise<T>, { random, signal }: Attempting): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await work();
    } catch (error) {
      const again = error instanceof DatabaseFault && error.fault.again && attempts < MOST_ATTEMPTS;
      if (!again || signal.aborted) throw error;
      await delay(FIRST_PAUSE * 2 ** (attempts - 1) * (0.5 + random()), undefined, { signal }).catch(() => undefined);
    }
  }
}
