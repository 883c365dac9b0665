import { setTimeout as pause } from 'node:timers/promises';
import type { Store } from '@tillbridge/store';
import { lockHeld } from './lock-held.js';
import type { WorkingRight } from './working-right.js';

const ASK_AGAIN_MILLISECONDS = 250;

/**
 * Brings the schema up to date before anything is asked of it. On SQLite only the process with the right to work
 * migrates; another one that is at work has done so already.
 */
export async function prepareStore(
  store: Store,
  right: WorkingRight,
  options: { readonly wait: number; readonly signal: AbortSignal },
): Promise<void> {
  if (store.dialect === 'postgresql') return store.migrate();
  for (let waited = 0; await store.hasPendingMigrations(); waited += ASK_AGAIN_MILLISECONDS) {
    // Taking the right migrates; it is given back, since a command may only want to look.
    if (await right.tryTake()) return right.release();
    if (waited >= options.wait) throw lockHeld(right.holder());
    await pause(ASK_AGAIN_MILLISECONDS, undefined, { signal: options.signal });
  }
  return undefined;
}
