/** One cell as an output holds it. */
export interface HeldCell {
  /** Sales, transactions, items, staff hours, as they stand there. */
  readonly figures: string;
  /** Of the cell; of its whole day where the output keeps no other. */
  readonly revision: number;
}

/** By a text that names the cell; a name that comes twice keeps both. */
export type HeldCells = ReadonlyMap<string, readonly HeldCell[]>;

export interface HeldOutput {
  readonly output: string;
  /** What names a cell: location and UTC start, or location and the hour on the clock. */
  readonly keyedBy: 'instant' | 'hour';
  readonly cells: HeldCells;
}

export function gathered(rows: Iterable<readonly [name: string, cell: HeldCell]>): HeldCells {
  const cells = new Map<string, HeldCell[]>();
  for (const [name, cell] of rows) cells.set(name, [...(cells.get(name) ?? []), cell]);
  return cells;
}
