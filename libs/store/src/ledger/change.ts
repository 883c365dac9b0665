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

/** A record as the ledger holds it; a tombstone has no position and no hash. */
export interface RecordState {
  readonly hash: string | null;
  readonly position: Position | null;
}

/** A record that was only missing and is seen again with the same content has not changed: no day rises for it. */
export function changesOf(
  written: readonly string[],
  before: ReadonlyMap<string, RecordState>,
  after: ReadonlyMap<string, RecordState>,
): RecordChange[] {
  return written
    .filter((id) => before.get(id)?.hash !== after.get(id)?.hash)
    .map((id) => ({
      id,
      isNew: !before.has(id),
      before: before.get(id)?.position ?? null,
      after: after.get(id)?.position ?? null,
    }));
}
