import { DAY, HOUR, dateOf } from '../zone/local.js';
import type { Zone } from '../zone/zone.js';

/** The longest run of instants that share a zone's local date, hour and offset. A repeated hour is two cells, a skipped one none. */
export interface Cell {
  readonly date: string;
  /** Local hour, two digits. */
  readonly hour: string;
  /** Seconds since 1970, [start, end). */
  readonly start: number;
  readonly end: number;
  readonly offsetMinutes: number;
}

/** All cells of [start, end), in order. */
export function cellsBetween(zone: Zone, start: number, end: number): Cell[] {
  const cells: Cell[] = [];
  for (let at = start; at < end;) {
    const offset = zone.offsetAt(at);
    const local = at + offset;
    const hourEnd = (Math.floor(local / HOUR) + 1) * HOUR - offset;
    const cellEnd = Math.min(hourEnd, zone.nextChange(at));
    const day = Math.floor(local / DAY);
    const hour = Math.floor((local - day * DAY) / HOUR);
    cells.push({
      date: dateOf(day),
      hour: String(hour).padStart(2, '0'),
      start: at,
      end: cellEnd,
      offsetMinutes: Math.round(offset / 60),
    });
    at = cellEnd;
  }
  return cells;
}

/** Index of the cell that holds an instant, or -1. */
export function cellAt(cells: readonly Cell[], seconds: number): number {
  let low = 0;
  let high = cells.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const cell = cells[middle];
    if (cell === undefined) return -1;
    if (seconds < cell.start) high = middle - 1;
    else if (seconds >= cell.end) low = middle + 1;
    else return middle;
  }
  return -1;
}
