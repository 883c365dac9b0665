import { setTimeout as pause } from 'node:timers/promises';
import { problemError } from '@tillbridge/domain';
import type { LockHolder } from '@tillbridge/store';
import { SCHEDULING_PROBLEMS } from '../problems.js';
import type { WorkingRight } from './working-right.js';

/** The command under which a daemon takes the right to work. */
export const SERVE = 'serve';

const ASK_AGAIN_MILLISECONDS = 250;

/** Whoever has just taken the right may not have written its name yet, and an older name may still stand there. */
const ASKED_TWICE = 2;

/**
 * Takes the right to work for as long as the daemon runs. A command that has it is waited for, however long it takes;
 * another daemon ends this one at once. On PostgreSQL every daemon has the right.
 *
 * @throws TillbridgeError `serve.already_running` (exit 75), naming the holder; the signal's reason when it aborts
 */
export async function takeForServing(
  right: WorkingRight,
  options: { readonly signal: AbortSignal; readonly onWaiting: (holder: LockHolder | null) => void },
): Promise<void> {
  let daemonSeen = 0;
  for (let asked = 0; !(await right.tryTake()); asked += 1) {
    const holder = right.holder();
    daemonSeen = holder?.command === SERVE ? daemonSeen + 1 : 0;
    if (holder !== null && daemonSeen >= ASKED_TWICE) throw alreadyRunning(holder);
    // Nobody is told of a wait that may be over before the name is read again.
    if (asked === 1) options.onWaiting(holder);
    await pause(ASK_AGAIN_MILLISECONDS, undefined, { signal: options.signal });
  }
}

function alreadyRunning({ process, host, since }: LockHolder) {
  return problemError(SCHEDULING_PROBLEMS, 'serve.already_running', { process, host, since });
}
