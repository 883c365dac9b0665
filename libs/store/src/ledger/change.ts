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

export function changesOf(
  written: readonly string[],
  before: ReadonlyMap<string, Position | null>,
  after: ReadonlyMap<string, Position | null>,
): RecordChange[] {
  return written.map((id) => ({
    id,
    isNew: !before.has(id),
    before: before.get(id) ?? null,
    after: after.get(id) ?? null,
  }));
}
