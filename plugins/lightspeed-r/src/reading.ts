import {
  CauseError,
  type Batch,
  type QuarantinedRecord,
  type ReadRequest,
  type StreamName,
} from '@tillbridge/plugin-kit';
import { SECOND, instantText } from '@tillbridge/domain';
import { causeOfUnreadable, idOf, isRow, UnreadableError, type Row } from './decode.js';
import { readPages, type Context, type PageSource } from './pages.js';
import type { SecondsBetween } from './requests.js';

/** What differs between the streams while their pages are read. */
export interface Decoding<R extends { readonly id: string }> {
  readonly stream: StreamName;
  readonly idField: string;
  /** @throws UnreadableError */
  readonly decode: (row: Row) => R;
  /** Which of two rows with the same id is newer; a stream without such a mark answers the same text for all. */
  readonly stamp: (row: Row) => string;
  /** What of an unreadable row may be kept (I6). */
  readonly raw: (row: unknown) => QuarantinedRecord['raw'];
}

/** The whole seconds of `[from, to)`, or null where there is none. */
export function secondsOf(request: ReadRequest): SecondsBetween | null {
  if (request.mode !== 'span') {
    throw new CauseError({ code: 'plugin.defect', message: `R-Series has no dependable ${request.mode} to read` });
  }
  const first = Math.ceil(Date.parse(request.from) / SECOND) * SECOND;
  const last = Math.ceil(Date.parse(request.to) / SECOND) * SECOND - SECOND;
  return last < first ? null : { first: instantText(first), last: instantText(last) };
}

export async function* readBatches<R extends { readonly id: string }>(
  context: Context,
  source: PageSource | null,
  decoding: Decoding<R>,
): AsyncGenerator<Batch<R>, void, undefined> {
  if (source === null) {
    yield { records: [], quarantined: [], checkpoint: null, done: true };
    return;
  }
  const stamps = new Map<string, string>();
  for await (const page of readPages(context, source)) {
    yield { ...decodeRows(page.rows, decoding, stamps), checkpoint: null, done: page.last };
  }
}

/** Cursors are keysets, not snapshots, so a row may come twice while pages are read: the newest stands. */
export function decodeRows<R extends { readonly id: string }>(
  rows: readonly unknown[],
  decoding: Decoding<R>,
  stamps: Map<string, string>,
): { readonly records: readonly R[]; readonly quarantined: readonly QuarantinedRecord[] } {
  const records: R[] = [];
  const quarantined: QuarantinedRecord[] = [];
  for (const row of rows) {
    try {
      if (!isRow(row)) throw new UnreadableError('the record is no object');
      keepNewest(records, decoding.decode(row), decoding.stamp(row), stamps);
    } catch (thrown) {
      if (!(thrown instanceof UnreadableError)) throw thrown;
      quarantined.push(quarantine(row, thrown, decoding));
    }
  }
  return { records, quarantined };
}

function keepNewest<R extends { readonly id: string }>(
  records: R[],
  record: R,
  stamp: string,
  stamps: Map<string, string>,
): void {
  const before = stamps.get(record.id);
  if (before !== undefined) {
    if (Date.parse(stamp) < Date.parse(before)) return;
    const index = records.findIndex((other) => other.id === record.id);
    if (index >= 0) records.splice(index, 1);
  }
  stamps.set(record.id, stamp);
  records.push(record);
}

function quarantine<R extends { readonly id: string }>(
  row: unknown,
  thrown: UnreadableError,
  decoding: Decoding<R>,
): QuarantinedRecord {
  const known = isRow(row) ? row : {};
  return {
    stream: decoding.stream,
    id: idOf(known[decoding.idField]),
    cause: causeOfUnreadable(decoding.stream, thrown, idOf(known['shopID'])),
    raw: decoding.raw(row),
  };
}
