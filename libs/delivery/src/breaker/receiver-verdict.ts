import type { Cause, CauseCode, Receipt } from '@tillbridge/plugin-kit';

/**
 * What one batch says of the receiver as a whole.
 *
 * - takes: it took a day with figures
 * - fails: it took nothing, for a reason that every other day would have met as well
 * - unclear: it took nothing, and nobody knows whether it would have: a proxy was in the way, or a defect of ours
 * - silent: it was asked nothing, or refused single payloads for good
 */
export type ReceiverVerdict = 'takes' | 'fails' | 'unclear' | 'silent';

export interface Answered {
  readonly receipt: Receipt;
  /** Whether the day has figures: one without may be accepted without asking the receiver. */
  readonly hasFigures: boolean;
}

/** Whether a cause that an output gives for a day would meet every other day too. */
const CONCERNS_ALL: Readonly<Record<CauseCode, boolean>> = {
  'output.unreachable': true,
  'output.not_let_in': true,
  'output.no_space': true,
  'output.not_writable': true,
  'output.gone': true,
  'rate.limited': true,
  'settings.invalid': true,
  'auth.missing': true,
  'auth.revoked': true,
  'auth.expired': true,
  'permission.missing': true,
  'feature.disabled': true,
  'upstream.unavailable': true,
  'upstream.malformed': true,
  'upstream.retired': true,
  'link.foreign': true,
  'connector.not_implemented': true,
  // These concern one payload, or reading, or a plugin that this one day breaks.
  'output.refused': false,
  'shop.unknown': false,
  'cursor.invalid': false,
  'records.vanished': false,
  'plugin.defect': false,
};

/**
 * Problems that outputs name in `detail` and that say nothing about the receiver: a proxy refused, or our own process
 * was ending.
 */
const NOT_THE_RECEIVERS: ReadonlySet<unknown> = new Set([
  'egress.proxy',
  'webhook.stopped',
  'csv.stopped',
  'database.stopped',
]);

export function receiverVerdict(batch: readonly Answered[]): ReceiverVerdict {
  if (batch.some(({ receipt, hasFigures }) => hasFigures && isTaken(receipt))) return 'takes';
  const failed = batch.filter(({ receipt }) => receipt.status === 'retry');
  if (failed.length === 0) return 'silent';
  return failed.some(({ receipt }) => concernsAll(receipt.cause)) ? 'fails' : 'unclear';
}

function isTaken({ status }: Receipt): boolean {
  return status === 'accepted' || status === 'unchanged';
}

function concernsAll(cause: Cause | undefined): boolean {
  return cause !== undefined && CONCERNS_ALL[cause.code] && !NOT_THE_RECEIVERS.has(problemIn(cause));
}

function problemIn({ detail }: Cause): unknown {
  return typeof detail === 'object' && detail !== null && 'problem' in detail ? detail.problem : undefined;
}
