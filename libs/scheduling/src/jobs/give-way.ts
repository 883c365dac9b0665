import { type Job, openJobs, scheduledConnections } from '@tillbridge/store';
import { isRead } from '../slots/slot-book.js';
import type { ImportSteps } from './import-steps.js';
import { urgencyOf } from './urgency.js';

/**
 * Asked before each slice of a job: whether to read it, or to give way to a more urgent job of the same connection, so
 * that months of history never hold up the running hour. The first slice is always read, so that a long job comes on
 * however often it gives way.
 */
export function mayReadOn({ store, clock, settings }: ImportSteps, job: Job): () => Promise<boolean> {
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
      urgencyOf(other) < urgencyOf(job);
    if (!(await openJobs(store.read)).some(isMoreUrgent)) return true;
    const connection = settings.connections.find(({ id }) => id === job.connectionId);
    if (connection === undefined) return true;
    // Nobody works the jobs of a paused connection by himself: to give way to one would be to wait for ever.
    return !isRead(connection, (await scheduledConnections(store.read)).get(connection.id));
  };
}
