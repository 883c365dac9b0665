import type { LocationDay } from '@tillbridge/plugin-kit';
import { type NumberedDay, numberedDays } from '../numbered-day.js';

/**
 * Whole location-days in batches of about `rows` rows, sorted by key: writers that take their rows in one order never
 * wait for each other in a circle. A day comes once in a batch (a statement cannot touch a row twice), and the revisions
 * of one day come in rising order, so that the newest stands at the end.
 */
export function batchesOf(days: readonly LocationDay[], rows: number): NumberedDay[][] {
  const batches: NumberedDay[][] = [];
  let batch: NumberedDay[] = [];
  let filled = 0;
  for (const numbered of numberedDays(days).toSorted(inOrder)) {
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
function inOrder({ day: left }: NumberedDay, { day: right }: NumberedDay): number {
  return compare(left.location, right.location) || compare(left.date, right.date) || left.revision - right.revision;
}

function sameDay(left: LocationDay, right: LocationDay): boolean {
  return left.location === right.location && left.date === right.date;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
