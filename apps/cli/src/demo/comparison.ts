import type { DeliveredCells } from './delivered-cells.js';
import type { TrueCell, Truth } from './truth.js';

export interface Comparison {
  /** Cells of the layout `tally`, by UTC start. */
  readonly cells: number;
  /** Rows of the layout `tmas`, by local hour. */
  readonly rows: number;
  /** One line a cell or row that is missing, one too many, or different. */
  readonly differences: readonly string[];
}

/**
 * Every cell of both layouts beside the simulator's truth. This code shares nothing with the libraries: it would share
 * their mistakes.
 */
export function compare(
  { cells }: Truth,
  delivered: { readonly tmas: DeliveredCells; readonly tally: DeliveredCells },
): Comparison {
  const wantedCells = new Map(cells.map((cell) => [`${locationOf(cell)} ${cell.start}`, figuresOf([cell])]));
  const hours = Map.groupBy(cells, (cell) => `${locationOf(cell)} ${cell.date} ${cell.hour}`);
  const wantedRows = new Map([...hours].map(([name, same]) => [name, floored(figuresOf(same))]));
  return {
    cells: delivered.tally.size,
    rows: delivered.tmas.size,
    differences: [
      ...differencesBetween('tally', wantedCells, delivered.tally),
      ...differencesBetween('tmas', wantedRows, delivered.tmas),
    ],
  };
}

interface Figures {
  readonly cents: bigint;
  readonly transactions: number;
  readonly items: number;
  readonly seconds: number;
}

function locationOf({ shop }: TrueCell): string {
  return shop.padStart(4, '0');
}

/** A repeated hour is two cells; the TMAS form has one row for both. */
function figuresOf(cells: readonly TrueCell[]): Figures {
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

/** TMAS is never sent counts below nothing. */
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

function differencesBetween(layout: string, wanted: ReadonlyMap<string, Figures>, found: DeliveredCells): string[] {
  const names = [...new Set([...wanted.keys(), ...found.keys()])].toSorted();
  return names.flatMap((name) => {
    const figures = wanted.get(name);
    const right = figures === undefined ? '-' : textOf(figures);
    const written = (found.get(name) ?? []).join(' | ') || '-';
    return right === written ? [] : [`${layout} ${name}: POS ${right}, CSV ${written}`];
  });
}
