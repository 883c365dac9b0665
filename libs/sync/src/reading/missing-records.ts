/**
 * Where a deletion is noticed: a POS that deletes a shift for good stops showing it and says nothing. A live record
 * that a read of its slice did not show is asked for by id; only what is not answered for either is missing. The end
 * of the window turns missing records into tombstones (`close-window.ts`).
 */
import type { QuarantinedRecord } from '@tillbridge/plugin-kit';
import type { LedgerMark } from '@tillbridge/store';
import type { PosCalls } from '../pos-calls.js';
import type { Stream } from './stream.js';

/** No longer listed, though the POS answers for it by id as if nothing had happened. */
export interface UnlistedRecord {
  readonly id: string;
  readonly shop: string;
}

export interface UnseenRecords<Record> {
  /** Moved, changed, or as the ledger has them. */
  readonly answered: ReadonlyArray<{ readonly record: Record; readonly mark: LedgerMark | undefined }>;
  /** Answered for, but not understood: what the ledger knows of them stays. */
  readonly quarantined: readonly QuarantinedRecord[];
  /** Those of `answered` that are unchanged. */
  readonly unlisted: readonly UnlistedRecord[];
  /** Ids that the POS no longer answers for. */
  readonly missing: readonly string[];
}

/** Asks by id for every live record that a read did not show. */
export async function lookUpUnseen<Record, Hashed extends { readonly hash: string }>(
  calls: PosCalls,
  stream: Stream<Record, Hashed>,
  unseen: ReadonlyMap<string, LedgerMark>,
): Promise<UnseenRecords<Record>> {
  if (unseen.size === 0) return { answered: [], quarantined: [], unlisted: [], missing: [] };
  const open = new Map(unseen);
  const { records, quarantined } = await stream.lookUp(calls, [...open.keys()]);
  const answered: Array<{ record: Record; mark: LedgerMark | undefined }> = [];
  const unlisted: UnlistedRecord[] = [];
  for (const record of records) {
    const id = stream.idOf(record);
    const mark = open.get(id);
    open.delete(id);
    if (mark !== undefined && mark.hash === stream.hash(record).hash) unlisted.push({ id, shop: mark.shop });
    answered.push({ record, mark });
  }
  for (const { id } of quarantined) if (id !== null) open.delete(id);
  return { answered, quarantined, unlisted, missing: [...open.keys()] };
}
