import { problemError, type TillbridgeError } from '@tillbridge/domain';
import type { Job } from '@tillbridge/store';
import { SCHEDULING_PROBLEMS } from '../problems.js';

/** What the process that gave a job up has left as its reason. */
export function jobFailed({ outcome }: Job): TillbridgeError {
  return problemError(SCHEDULING_PROBLEMS, 'job.failed', { reason: outcome ?? '' });
}
