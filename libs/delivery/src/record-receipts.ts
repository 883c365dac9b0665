import type { Instant } from '@tillbridge/domain';
import type { Receipt } from '@tillbridge/plugin-kit';
import {
  acknowledge,
  appendAudit,
  type AuditEntry,
  breakerOf,
  endWaits,
  forgetBreaker,
  forgetSentHours,
  type LocationDayKey,
  type OutputPause,
  pauseOutput,
  saveBreaker,
  saveFailures,
  saveSentHours,
  type Session,
} from '@tillbridge/store';
import { afterBatch, type BatchFacts, endsOutage } from './breaker/breaker.js';
import { receiverVerdict } from './breaker/receiver-verdict.js';
import type { BreakerChange } from './breaker/tell-breaker.js';
import type { Prepared } from './delivery-work.js';
import { hoursTaken } from './hours-taken.js';
import { nextAttemptAt } from './retry-delay.js';
import type { LateEdit } from './sent-once.js';

export interface SentBatch {
  readonly output: string;
  readonly hash: string;
  readonly prepared: readonly Prepared[];
  /** One for each of `prepared`, in the same order. */
  readonly receipts: readonly Receipt[];
  /** Locations that go to the output, as many as matter. */
  readonly served: BatchFacts['served'];
  readonly now: Instant;
  /** Between 0 and 1. */
  readonly random: () => number;
}

export interface Recorded {
  /** The receiver said that it is gone, and the output was not stopped before. */
  readonly isPaused: boolean;
  /** Of hours that only the receipts have told of. */
  readonly lateEdits: readonly LateEdit[];
  readonly breaker: BreakerChange;
}

interface Pair {
  readonly prepared: Prepared;
  readonly receipt: Receipt;
}

/** All acknowledgements of a batch, and what it says of its receiver, in one commit; they never go back (I3). */
export async function recordReceipts(session: Session, batch: SentBatch): Promise<Recorded> {
  const { output, hash, now } = batch;
  const pairs = batch.prepared.flatMap((prepared, index): Pair[] => {
    const receipt = batch.receipts[index];
    return receipt === undefined ? [] : [{ prepared, receipt }];
  });
  const taken = pairs.filter(({ receipt }) => receipt.status === 'accepted' || receipt.status === 'unchanged');
  await acknowledge(
    session,
    output,
    taken.map(({ receipt, prepared: { knownTo, resendMark } }) => {
      const reference = receipt.reference ?? null;
      return { ...keyOf(receipt), hash, reference, ackedTo: knownTo, resendMark };
    }),
    now,
  );
  const { hours, lateEdits } = await hoursTaken(session, taken);
  await saveSentHours(session, output, hours, now);
  // An output that is set to add again later on begins with the revision that is acknowledged here (`sentBefore`).
  const whole = taken.filter(({ prepared: { once, knownTo } }) => once === null && knownTo !== null);
  await forgetSentHours(
    session,
    output,
    whole.map(({ receipt }) => keyOf(receipt)),
  );
  const gone = goneOf(output, batch.receipts, now);
  // Before the failures of this batch, whose waits begin now.
  const breaker = gone === null ? await recordBreaker(session, batch, pairs) : { before: null, after: null };
  await recordFailures(session, batch, pairs);
  if (gone === null) return { isPaused: false, lateEdits, breaker };
  const isPaused = await pauseOutput(session, gone);
  if (isPaused) await appendAudit(session, [auditOf(gone)]);
  await forgetBreaker(session, output);
  return { isPaused, lateEdits, breaker };
}

async function recordFailures(
  session: Session,
  { output, hash, now, random }: SentBatch,
  pairs: readonly Pair[],
): Promise<void> {
  const failed = pairs.filter(({ receipt }) => receipt.status === 'retry' || receipt.status === 'refused');
  await saveFailures(
    session,
    output,
    failed.map(({ receipt, prepared: { failures, resendMark } }) => ({
      ...keyOf(receipt),
      cause: JSON.stringify(receipt.cause ?? null),
      dead: receipt.status === 'refused',
      hash,
      nextAttemptAt:
        receipt.status === 'refused' ? null : nextAttemptAt({ cause: receipt.cause, failures, now, random: random() }),
      resendMark,
    })),
  );
}

/** Once the receiver is there again no day waits for a time of its own, not even if this process ends now. */
async function recordBreaker(session: Session, batch: SentBatch, pairs: readonly Pair[]): Promise<BreakerChange> {
  const { output, served, now, random } = batch;
  const before = await breakerOf(session, output);
  const verdict = receiverVerdict(
    pairs.map(({ receipt, prepared: { day } }) => ({ receipt, hasFigures: day.cells.length > 0 })),
  );
  const failed = batch.receipts.filter(({ status }) => status === 'retry');
  const locations = failed.map(({ location }) => location);
  const facts = { output, verdict, cause: failed[0]?.cause, locations, served, now, random: random() };
  const after = afterBatch(before, facts);
  if (after === null && before !== null) await forgetBreaker(session, output);
  if (after !== null && after !== before) await saveBreaker(session, after);
  if (endsOutage(before, after)) await endWaits(session, output, now);
  return { before, after };
}

function auditOf({ output, reason, actor, at }: OutputPause): AuditEntry {
  const change = { action: 'output.pause', subject: `output:${output}`, before: null, after: { paused: true } };
  return { ...change, at, actor, reason, requestId: null };
}

/** The pause that a receiver asks for which says that it is gone (HTTP 410); null where none does. */
export function goneOf(output: string, receipts: readonly Receipt[], at: Instant): OutputPause | null {
  const cause = receipts.find((receipt) => receipt.cause?.code === 'output.gone')?.cause;
  return cause === undefined ? null : { output, reason: cause.message, actor: 'receiver', at };
}

function keyOf<T extends LocationDayKey & { readonly revision: number }>({ location, date, revision }: T) {
  return { location, date, revision };
}
