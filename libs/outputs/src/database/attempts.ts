import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseFault } from './fault.js';

const MOST_ATTEMPTS = 6;
const FIRST_PAUSE = 50;

export interface Attempting {
  /** From 0 to below 1, a fresh one at each call: writers that met once must not meet again. */
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** Works up to five times more where another writer was in the way or the connection broke, with growing pauses. */
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
