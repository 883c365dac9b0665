import type { TrueCell } from './truth.js';

/** What an output must hold of one cell, by the name it has there. */
export interface WantedCell {
  /** As an output writes them: sales, transactions, items, staff hours. */
  readonly figures: string;
  /** Tells two cells apart whose figures are written alike: staff hours are rounded there. */
  readonly exact: string;
}

export type WantedCells = ReadonlyMap<string, WantedCell>;

/**
 * The truth in the form of an output: cells by UTC start, or rows by the hour on the clock, where a repeated hour is
 * one row and counts are never below zero. This code shares nothing with the libraries: it would share their mistakes.
 */
export function wantedCells(cells: readonly TrueCell[], keyedBy: 'instant' | 'hour'): WantedCells {
  const groups = Map.groupBy(cells, (cell) => nameOf(cell, keyedBy));
  return new Map(
    [...groups].map(([name, same]) => {
      const figures = keyedBy === 'hour' ? floored(sumOf(same)) : sumOf(same);
      return [name, { figures: textOf(figures), exact: Object.values(figures).join(' ') }];
    }),
  );
}

interface Figures {
  readonly cents: bigint;
  readonly transactions: number;
  readonly items: number;
  readonly seconds: number;
}

function nameOf({ shop, start, date, hour }: TrueCell, keyedBy: 'instant' | 'hour'): string {
  const location = shop.padStart(4, '0');
  return keyedBy === 'instant' ? `${location} ${start}` : `${location} ${date} ${hour}`;
}

function sumOf(cells: readonly TrueCell[]): Figures {
  return cells.reduce<Figures>(
    (sum, cell) => ({
      cents: sum.cents + BigInt(cell.sales.replace('.', '')),
      transactions: sum.transactions + cell.transactions,
      items: sum.items + cell.items,
      seconds: sum.seconds + cell.staffSeconds,
    }),
    { cents: 0n, transactions: 0, items: 0, seconds: 0 },
  );
}

function floored(figures: Figures): Figures {
  return { ...figures, transactions: Math.max(0, figures.transactions), items: Math.max(0, figures.items) };
}

function textOf({ cents, transactions, items, seconds }: Figures): string {
  const hundredths = BigInt(Math.floor((seconds * 100 + 1_800) / 3_600));
  return `${twoDigits(cents)} ${transactions} ${items} ${twoDigits(hundredths)}`;
}

function twoDigits(hundredths: bigint): string {
  const size = hundredths < 0n ? -hundredths : hundredths;
  return `${hundredths < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`;
}
