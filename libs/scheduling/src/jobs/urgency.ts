import type { Job } from '@tillbridge/store';
import { type Depth, DEPTHS } from '@tillbridge/sync';
import type { ImportRequest } from './import-request.js';

/**
 * How urgent a job is; lower numbers come first. Running hours come before days and weeks, and those before a window
 * that a person asked for.
 */
export function urgencyOf({ request }: Pick<Job, 'request'>): number {
  const { from, to, depth } = JSON.parse(request) as ImportRequest;
  return from === null && to === null ? urgencyOfDepth(depth ?? 'hourly') : DEPTHS.length;
}

export function urgencyOfDepth(depth: Depth): number {
  return DEPTHS.indexOf(depth);
}

/** Jobs of like urgency keep their order. */
export function byUrgency(jobs: readonly Job[]): Job[] {
  return jobs.toSorted((one, other) => urgencyOf(one) - urgencyOf(other));
}
