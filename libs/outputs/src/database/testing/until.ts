import { setTimeout as delay } from 'node:timers/promises';

const LIMIT = 10_000;

/** What `look` finds as soon as it finds something. */
export async function until<T>(look: () => Promise<T | null>): Promise<T> {
  for (const end = Date.now() + LIMIT; Date.now() < end; await delay(10)) {
    const found = await look();
    if (found !== null) return found;
  }
  throw new Error(`not within ${LIMIT} ms`);
}
