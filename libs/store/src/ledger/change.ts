import type { Instant } from '@tillbridge/domain';

/** What of a location's time a record touches: a sale an instant, a shift an interval `[from, to)`. */
export interface Position {
  readonly shop: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** A record that was written; null where it did not count or does not any more. */
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

/** Whether a record must be written: it is not known in this content, or not as one that is there. */
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
