import type { LocationDay } from '@tillbridge/plugin-kit';

/** A location-day with its place in the call, where its receipt goes. */
export interface Numbered {
  readonly day: LocationDay;
  readonly index: number;
}

/**
 * Whole location-days in batches of about `rows` rows, sorted by key: writers that take their rows in one order never
 * wait for each other in a circle. A day comes once in a batch (a statement cannot touch a row twice), and the revisions
 * of one day come in rising order, so that the newest stands at the end.
 */
export function batchesOf(days: readonly LocationDay[], rows: number): Numbered[][] {
  const batches: Numbered[][] = [];
  let batch: Numbered[] = [];
  let filled = 0;
  for (const numbered of days.map((day, index) => ({ day, index })).toSorted(inOrder)) {
    const size = numbered.day.cells.length + 1;
    const last = batch.at(-1);
    if (last !== undefined && (filled + size > rows || sameDay(last.day, numbered.day))) {
      batches.push(batch);
      batch = [];
      filled = 0;
    }
    batch.push(numbered);
    filled += size;
  }
  return batch.length === 0 ? batches : [...batches, batch];
}

/** By code units, the same on every machine; how the database sorts does not matter. */
function inOrder({ day: left }: Numbered, { day: right }: Numbered): number {
  return compare(left.location, right.location) || compare(left.date, right.date) || left.revision - right.revision;
}

function sameDay(left: LocationDay, right: LocationDay): boolean {
  return left.location === right.location && left.date === right.date;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
