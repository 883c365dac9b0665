import { setTimeout as pause } from 'node:timers/promises';
import { keepLease, type KeptLease, type Store } from '@tillbridge/store';

const ASK_AGAIN_MILLISECONDS = 250;

/** Waits for a scope as long as `wait` milliseconds; null when it is still held then. */
export async function awaitLease(
  store: Store,
  scope: string,
  options: { readonly owner: string; readonly wait: number; readonly signal: AbortSignal },
): Promise<KeptLease | null> {
  for (let waited = 0; ; waited += ASK_AGAIN_MILLISECONDS) {
    const kept = await keepLease(store, scope, options.owner);
    if (kept !== null || waited >= options.wait) return kept;
    await pause(ASK_AGAIN_MILLISECONDS, undefined, { signal: options.signal });
  }
}
