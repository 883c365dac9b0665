import { type Job, openJobs, scheduledConnections } from '@tillbridge/store';
import { isRead } from '../slots/slot-book.js';
import type { ImportSteps, JobRun } from './import-steps.js';
import { urgencyOf } from './urgency.js';

/**
 * Returns what is asked before each slice of a job: whether to read it, or to give way to a more urgent job of the same
 * connection, so that months of history never hold up the running hour. The first slice is always read, so that a long
 * job gets on however often it gives way.
 */
export function mayReadOn(
  { store, clock, settings }: ImportSteps,
  job: Job,
  { passesOver, onGivingWay }: Pick<JobRun, 'passesOver'> & { readonly onGivingWay: (to: Job) => void },
): () => Promise<boolean> {
  let isFirst = true;
  return async () => {
    if (isFirst) {
      isFirst = false;
      return true;
    }
    const now = clock.now();
    const isMoreUrgent = (other: Job): boolean =>
      other.connectionId === job.connectionId &&
      (other.notBefore === null || other.notBefore <= now) &&
      urgencyOf(other) < urgencyOf(job) &&
      passesOver?.(other) !== true;
    const to = (await openJobs(store.read)).find(isMoreUrgent);
    if (to === undefined) return true;
    const connection = settings.connections.find(({ id }) => id === job.connectionId);
    if (connection === undefined) return true;
    // The service works no job of a paused connection: to give way to one would be to wait for ever.
    if (!isRead(connection, (await scheduledConnections(store.read)).get(connection.id))) return true;
    onGivingWay(to);
    return false;
  };
}
