import { SECOND } from '@tillbridge/domain';
import { type Lease, setJobProgress, type Store } from '@tillbridge/store';
import type { ImportProgress } from './import-steps.js';

/** Milliseconds between two writes: each is a commit, and whoever follows looks no more often. */
const WRITTEN_EVERY = SECOND;

/**
 * Writes the progress of a run into its job as well, at most once a second, for whoever follows it from another process.
 * Nothing waits for it and nothing fails by it.
 */
export function shownInJob(
  store: Store,
  job: { readonly id: string; readonly lease: Lease },
  shown: (progress: ImportProgress) => void,
): (progress: ImportProgress) => void {
  let last = Number.NEGATIVE_INFINITY;
  let isWriting = false;
  return (progress) => {
    shown(progress);
    const now = performance.now();
    if (isWriting || now - last < WRITTEN_EVERY) return;
    last = now;
    isWriting = true;
    store
      .transaction(job.lease, (session) => setJobProgress(session, job.id, JSON.stringify(progress)))
      .catch(() => undefined)
      .finally(() => {
        isWriting = false;
      });
  };
}
