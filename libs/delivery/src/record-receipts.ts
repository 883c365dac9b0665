import type { Instant } from '@tillbridge/domain';
import type { Receipt } from '@tillbridge/plugin-kit';
import {
  acknowledge,
  appendAudit,
  type AuditEntry,
  type LocationDayKey,
  type OutputPause,
  pauseOutput,
  saveFailures,
  saveSentHours,
  type Session,
} from '@tillbridge/store';
import type { Prepared } from './delivery.service.js';
import { nextAttemptAt } from './retry-delay.js';

export interface SentBatch {
  readonly output: string;
  readonly hash: string;
  readonly prepared: readonly Prepared[];
  /** One for each of `prepared`, in the same order. */
  readonly receipts: readonly Receipt[];
  readonly now: Instant;
  /** Between 0 and 1. */
  readonly random: () => number;
}

/**
 * All acknowledgements of a batch in one commit; they never go back (I3). True when the receiver said that it is gone,
 * and the output was not stopped before.
 */
export async function recordReceipts(session: Session, batch: SentBatch): Promise<boolean> {
  const { output, hash, now, random } = batch;
  const pairs = batch.prepared.flatMap((prepared, index) => {
    const receipt = batch.receipts[index];
    return receipt === undefined ? [] : [{ prepared, receipt }];
  });
  const taken = pairs.filter(({ receipt }) => receipt.status === 'accepted' || receipt.status === 'unchanged');
  const failed = pairs.filter(({ receipt }) => receipt.status === 'retry' || receipt.status === 'refused');
  await acknowledge(
    session,
    output,
    taken.map(({ receipt, prepared: { knownTo, resendMark } }) => {
      const reference = receipt.reference ?? null;
      return { ...keyOf(receipt), hash, reference, ackedTo: knownTo, resendMark };
    }),
    now,
  );
  await saveSentHours(
    session,
    output,
    taken.flatMap(({ prepared }) => prepared.hours),
    now,
  );
  await saveFailures(
    session,
    output,
    failed.map(({ receipt, prepared: { failures, resendMark } }) => ({
      ...keyOf(receipt),
      cause: JSON.stringify(receipt.cause ?? null),
      dead: receipt.status === 'refused',
      nextAttemptAt:
        receipt.status === 'refused' ? null : nextAttemptAt({ cause: receipt.cause, failures, now, random: random() }),
      resendMark,
    })),
  );
  const gone = goneOf(output, batch.receipts, now);
  if (gone === null || !(await pauseOutput(session, gone))) return false;
  await appendAudit(session, [auditOf(gone)]);
  return true;
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
