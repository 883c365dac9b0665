import { sumDecimals } from '../figure/sum.js';
import type { Figures } from './cell.js';

/** Adds figures exactly; staff hours are unknown as soon as one part's are (I7). */
export function sumFigures(parts: readonly Figures[]): Figures {
  return {
    sales: sumDecimals(parts.map(({ sales }) => sales)),
    transactions: parts.reduce((sum, { transactions }) => sum + transactions, 0),
    items: sumDecimals(parts.map(({ items }) => items)),
    staffSeconds: parts.reduce<number | null>(
      (sum, { staffSeconds }) => (sum === null || staffSeconds === null ? null : sum + staffSeconds),
      0,
    ),
  };
}
