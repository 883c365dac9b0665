import { HOUR, MINUTE } from '../time/instant.js';
import type { Cell } from './cell.js';

/**
 * With `zeroRows: none`, an hour that was read and held nothing has no row. This is decided for a whole hour on the
 * wall clock, both passes of a repeated one included: where one quarter of it has figures, the empty quarters stay. So
 * a cell that is missing within an hour always means "not read", and an output that is coarser or knows only the hour
 * stays exact (I7).
 */
export function withoutZeroHours(cells: readonly Cell[]): Cell[] {
  const filled = new Set(cells.filter((cell) => !isZero(cell)).map(hourLabel));
  return cells.filter((cell) => filled.has(hourLabel(cell)));
}

function isZero({ sales, transactions, items, staffSeconds }: Cell): boolean {
  return sales === '0' && transactions === 0 && items === '0' && (staffSeconds === null || staffSeconds === 0);
}

function hourLabel({ date, minuteOfDay }: Cell): string {
  return `${date} ${Math.floor((minuteOfDay * MINUTE) / HOUR)}`;
}
