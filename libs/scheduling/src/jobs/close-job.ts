import { type Instant, TillbridgeError } from '@tillbridge/domain';
import { finishJob, type Job, type KeptLease, postponeJob, serveSlots, setSlotDepth } from '@tillbridge/store';
import type { ImportOutcome, ImportSteps } from './import-steps.js';
import { completeness } from './verdict.js';

/** A job that read everything serves its slots; one that did not leaves them to the next due slot. */
export async function closeJob(
  steps: ImportSteps,
  closing: {
    readonly job: Job;
    readonly held: KeptLease;
    readonly outcome: ImportOutcome;
    /** What it has done, should it be put back. JSON. */
    readonly account: string;
    readonly notBefore: Instant | null;
  },
): Promise<void> {
  const { id } = closing.job;
  const outcome = JSON.stringify(closing.outcome);
  const at = steps.clock.now();
  await steps.store.transaction(closing.held.lease, async (session) => {
    const { notBefore, account: doneBefore } = closing;
    if (notBefore !== null && (await postponeJob(session, { id, notBefore, outcome, doneBefore }))) return;
    const read = completeness(closing.outcome.sync);
    if (read === 'complete') await serveSlots(session, id, at);
    if (read === 'blocked') await setSlotDepth(session, id, 'recent');
    await finishJob(session, { id, state: 'done', outcome, at });
  });
}

/**
 * Closes a job that failed for a reason that a person can read, so that who follows it learns it. One that was broken
 * off, lost its lease or lost the database stays open: it can be worked again.
 */
export async function giveUpJob(
  steps: ImportSteps,
  { id, held, error }: { readonly id: string; readonly held: KeptLease; readonly error: unknown },
): Promise<void> {
  if (!(error instanceof TillbridgeError) || error.code.startsWith('store.') || held.lost.aborted) return;
  const finished = { id, state: 'failed' as const, outcome: error.message, at: steps.clock.now() };
  await steps.store.transaction(held.lease, (session) => finishJob(session, finished));
}
