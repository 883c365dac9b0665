import { cellSpansOf, sumFigures, type Figures, type Instant } from '@tillbridge/domain';
import type { DeliveredCell, LocationDay } from '@tillbridge/plugin-kit';

/** One line of a file before it is text: the exact sums of the cells that share its label; unknown staff hours of one make them unknown (I7). */
export interface Row extends Figures {
  readonly minuteOfDay: number;
  readonly start: Instant;
  readonly end: Instant;
  readonly offsetMinutes: number;
  /** Seconds of all its cells together. Not `end - start` where an hour was repeated elsewhere in between. */
  readonly seconds: number;
  readonly revision: number;
  /** None of its cells stands any more. */
  readonly withdrawn: boolean;
}

/** Rows by local label alone: an hour repeated when clocks go back is one row, a skipped one is none. */
export function rowsByLabel(day: LocationDay, grain: number | null): Row[] {
  const length = grainOf(day, grain);
  return rowsOf(day, (cell) => `${labelOf(cell, length)}`, length);
}

/** Rows that keep a repeated hour apart by its UTC offset. */
export function rowsByInstant(day: LocationDay, grain: number | null): Row[] {
  const length = grainOf(day, grain);
  return rowsOf(day, (cell) => `${labelOf(cell, length)} ${cell.offsetMinutes}`, length);
}

/** An output may only be coarser than the tally. */
export function grainOf(day: LocationDay, grain: number | null): number {
  return Math.max(grain ?? 0, day.grain);
}

type Labelled = Pick<DeliveredCell, 'minuteOfDay' | 'offsetMinutes'>;

function labelOf(cell: Labelled, length: number): number {
  return cell.minuteOfDay - (cell.minuteOfDay % length);
}

function rowsOf(day: LocationDay, keyOf: (cell: Labelled) => string, length: number): Row[] {
  const groups = [...Map.groupBy(day.cells, keyOf)];
  const whole = length === day.grain ? () => true : wholeRows(day, keyOf, length);
  return groups.flatMap(([key, [first, ...rest]]) =>
    first !== undefined && whole(key, [first, ...rest]) ? [rowOf([first, ...rest], length)] : [],
  );
}

/**
 * Says whether the cells of a coarser row are all there: the part of an hour that has been read is never passed off as
 * the hour (I7). On a date on which the location changed its zone the calendar does not tell; there the time must fill.
 */
function wholeRows(day: LocationDay, keyOf: (cell: Labelled) => string, length: number) {
  const spans = cellSpansOf(day.date, day.timeZone, day.grain);
  const known = new Set(spans.map((span) => span.start));
  const wanted = Map.groupBy(spans, keyOf);
  return (key: string, cells: readonly DeliveredCell[]): boolean => {
    const starts = new Set(cells.map((cell) => cell.start));
    if (cells.every((cell) => known.has(cell.start))) {
      return (wanted.get(key) ?? []).every((span) => starts.has(span.start));
    }
    return cells.reduce((sum, cell) => sum + (cell.end - cell.start), 0) >= length * 60_000;
  };
}

/**
 * A withdrawn cell counts as nothing sold and, where its staff hours were known, nobody there: an empty field would
 * leave at the receiver what it was sent before. Unknown staff hours stay unknown (I7).
 */
function rowOf(cells: readonly [DeliveredCell, ...DeliveredCell[]], length: number): Row {
  const [first] = cells;
  const standing = cells.filter((cell) => !cell.withdrawn);
  const withdrawn = standing.length === 0;
  const counted = withdrawn ? cells.map(emptied) : standing;
  return {
    minuteOfDay: labelOf(first, length),
    start: Math.min(...cells.map((cell) => cell.start)),
    end: Math.max(...cells.map((cell) => cell.end)),
    offsetMinutes: first.offsetMinutes,
    seconds: counted.reduce((sum, cell) => sum + (cell.end - cell.start) / 1000, 0),
    ...sumFigures(counted),
    revision: Math.max(...cells.map((cell) => cell.revision)),
    withdrawn,
  };
}

function emptied(cell: DeliveredCell): DeliveredCell {
  return { ...cell, sales: '0', transactions: 0, items: '0', staffSeconds: cell.staffSeconds === null ? null : 0 };
}
