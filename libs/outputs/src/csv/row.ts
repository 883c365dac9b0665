import { sumFigures, type Figures, type Instant } from '@tillbridge/domain';
import type { DeliveredCell, LocationDay } from '@tillbridge/plugin-kit';

/** One line of a file before it is text: the exact sums of the cells that share its label; unknown staff hours of one make them unknown (I7). */
export interface Row extends Figures {
  readonly minuteOfDay: number;
  readonly start: Instant;
  readonly end: Instant;
  readonly offsetMinutes: number;
  /** Length of the cells in it, which is not `end - start` where an hour was repeated elsewhere between. */
  readonly seconds: number;
  readonly revision: number;
  /** None of its cells stands any more. */
  readonly withdrawn: boolean;
}

/** Rows by local label alone: an hour repeated when clocks go back is one row, a skipped one is none. */
export function rowsByLabel(day: LocationDay, grain: number | null): Row[] {
  const length = grainOf(day, grain);
  return rowsOf(day.cells, (cell) => `${labelOf(cell, length)}`, length);
}

/** Rows that keep a repeated hour apart by its UTC offset. */
export function rowsByInstant(day: LocationDay, grain: number | null): Row[] {
  const length = grainOf(day, grain);
  return rowsOf(day.cells, (cell) => `${labelOf(cell, length)} ${cell.offsetMinutes}`, length);
}

/** An output may only be coarser than the tally. */
export function grainOf(day: LocationDay, grain: number | null): number {
  return Math.max(grain ?? 0, day.grain);
}

function labelOf(cell: DeliveredCell, length: number): number {
  return cell.minuteOfDay - (cell.minuteOfDay % length);
}

function rowsOf(cells: readonly DeliveredCell[], keyOf: (cell: DeliveredCell) => string, length: number): Row[] {
  const groups = [...Map.groupBy(cells, keyOf).values()];
  return groups.flatMap(([first, ...rest]) => (first === undefined ? [] : [rowOf([first, ...rest], length)]));
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
