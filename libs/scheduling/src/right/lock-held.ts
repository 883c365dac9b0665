import { problemError, type TillbridgeError } from '@tillbridge/domain';
import type { LockHolder } from '@tillbridge/store';
import { SCHEDULING_PROBLEMS } from '../problems.js';

/** Why the wait for the database is over; `holder` is null where whoever works on it has left no name. */
export function lockHeld(holder: LockHolder | null): TillbridgeError {
  if (holder === null) return problemError(SCHEDULING_PROBLEMS, 'lock.held_unknown', {});
  const { command, process, host, since } = holder;
  return problemError(SCHEDULING_PROBLEMS, 'lock.held', { command, process, host, since });
}
