import {
  cellSpansOf,
  mergeByLabel,
  type Figures,
  type LocalDate,
  type LocationId,
  type TimeZone,
} from '@tillbridge/domain';
import type { LocationDay } from '@tillbridge/plugin-kit';
import type { SentHour, StoredCell } from '@tillbridge/store';

/** What both ask about: a day with its stored cells, and the zone by which they were folded. */
export interface FoldedForOnce {
  readonly day: LocationDay;
  readonly cells: readonly StoredCell[];
  /** Of the location-day, a change of zone included. */
  readonly zone: TimeZone;
}

/** A day for an output that adds: only the hours that never went, and the hours that now go. */
export interface UnsentPart {
  readonly day: LocationDay;
  readonly hours: readonly SentHour[];
}

/**
 * An hour of the clock goes once, when all its cells are there and have ended: half of a repeated hour, the running one
 * as far as it was read, or a quarter that the output adds up to hours would be all the receiver ever gets. A withdrawn
 * hour that never went is not sent.
 */
export function unsentPart({ day, cells, zone }: FoldedForOnce, sent: readonly SentHour[]): UnsentPart {
  const gone = new Set(sent.map((hour) => hour.minuteOfDay));
  const standing = cells.filter((cell) => !cell.withdrawn);
  const unfinished = unfinishedHours({ day, cells, zone });
  const rows = mergeByLabel(standing, zone, day.grain).filter(
    (row) => !gone.has(row.minuteOfDay) && !unfinished.has(clockHour(row)),
  );
  const starts = new Set(rows.flatMap((row) => row.cells.map((cell) => cell.start)));
  return {
    day: { ...day, cells: day.cells.filter((cell) => starts.has(cell.start)) },
    hours: rows.map(({ minuteOfDay, sales, transactions, items, staffSeconds }) => ({
      location: day.location,
      date: day.date,
      minuteOfDay,
      sales,
      transactions,
      items,
      staffSeconds,
      revision: day.revision,
    })),
  };
}

function unfinishedHours({ day, cells, zone }: FoldedForOnce): Set<number> {
  const ended = new Set(cells.filter((cell) => cell.coveredTo >= cell.end).map((cell) => cell.start));
  const open = cellSpansOf(day.date, zone, day.grain).filter((span) => !ended.has(span.start));
  return new Set(open.map(clockHour));
}

function clockHour({ minuteOfDay }: { readonly minuteOfDay: number }): number {
  return Math.floor(minuteOfDay / 60);
}

/** An hour that changed after it was sent: the receiver would add it again, so a person retypes it. */
export interface LateEdit {
  readonly location: LocationId;
  readonly date: LocalDate;
  readonly minuteOfDay: number;
  readonly sent: Figures;
  /** null: the hour no longer stands. */
  readonly now: Figures | null;
}

/** @param told the revision up to which edits have been listed; a person must not be sent to retype an hour again */
export function lateEdits(
  { day, cells, zone }: FoldedForOnce,
  sent: readonly SentHour[],
  told: number | null,
): LateEdit[] {
  const standing = cells.filter((cell) => !cell.withdrawn);
  const rows = new Map(mergeByLabel(standing, zone, day.grain).map((row) => [row.minuteOfDay, row]));
  const edited = new Set(cells.filter(({ revision }) => revision > (told ?? 0)).map(({ minuteOfDay }) => minuteOfDay));
  return sent.flatMap((hour) => {
    if (!edited.has(hour.minuteOfDay)) return [];
    const row = rows.get(hour.minuteOfDay) ?? null;
    // What changed back was another figure when it was listed, and a person has typed that one since.
    const isTold = told !== null && told > hour.revision;
    if (row !== null && sameFigures(row, hour) && !isTold) return [];
    return [{ location: day.location, date: day.date, minuteOfDay: hour.minuteOfDay, sent: hour, now: row }];
  });
}

function sameFigures(left: Figures, right: Figures): boolean {
  return (
    left.sales === right.sales &&
    left.transactions === right.transactions &&
    left.items === right.items &&
    left.staffSeconds === right.staffSeconds
  );
}
