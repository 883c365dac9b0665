import type { Instant } from '@tillbridge/domain';

/** The time that a record touches, `[from, to)`: one millisecond for a sale, the counted time for a shift. */
export interface Position {
  readonly shop: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** What a write changed of one record: where it stood and where it stands now, null where it did or does not count. */
export interface RecordChange {
  readonly id: string;
  readonly isNew: boolean;
  readonly before: Position | null;
  readonly after: Position | null;
}

/** A record's content and where it stands; a tombstone has neither. */
export interface RecordState {
  readonly hash: string | null;
  readonly position: Position | null;
}

/** A record as the ledger holds it. */
export interface KnownRecord extends RecordState {
  readonly missing: boolean;
}

/** Whether a record must be written: it is new, its content has changed, or it was missing. */
export function isNews(known: KnownRecord | undefined, hash: string): boolean {
  return known === undefined || known.missing || known.hash !== hash;
}

/**
 * What the written records changed. One that was only missing and is seen again with the same content has not changed:
 * no day rises for it.
 */
export function changesOf(
  written: ReadonlyArray<RecordState & { readonly id: string }>,
  known: ReadonlyMap<string, KnownRecord>,
): RecordChange[] {
  return written
    .filter(({ id, hash }) => known.get(id)?.hash !== hash)
    .map(({ id, position }) => ({
      id,
      isNew: !known.has(id),
      before: known.get(id)?.position ?? null,
      after: position,
    }));
}
