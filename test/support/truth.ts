import type { Workplace } from './workplace.ts';

export interface ComparedWindow {
  readonly from: string;
  readonly to: string;
  /** Shops of each location; by default shop 1 feeds 0001 and so on. */
  readonly shops?: Readonly<Record<string, readonly string[]>>;
  /** Switches of the tally rules, as the simulator's `truth` takes them. */
  readonly rules?: Readonly<Record<string, string>>;
  /** `none`: hours of nothing at all are looked for nowhere. */
  readonly zeroRows?: 'all' | 'none';
  /** Folder of the files. */
  readonly folder?: string;
  /** Rows of other dates are not looked at. */
  readonly ignoreOtherDates?: boolean;
}

/** Compares what the simulator's own generator says with what stands in the CSV files: one line for each difference. */
export function differences(workplace: Workplace, window: ComparedWindow): string[] {
  const wanted = wantedFigures(workplace, window);
  const found = workplace.figures(window.folder);
  const isMeant = (key: string): boolean => {
    const date = key.split(' ')[1] ?? '';
    return window.ignoreOtherDates !== true || (date >= window.from && date <= window.to);
  };
  const keys = [...new Set([...wanted.keys(), ...found.keys()])].filter(isMeant).toSorted();
  return keys
    .filter((key) => wanted.get(key) !== found.get(key))
    .map((key) => `${key}: POS ${wanted.get(key) ?? 'nothing'}, CSV ${found.get(key) ?? 'nothing'}`);
}

/** The figures of the POS in the form of `tmas`: a repeated hour is one row, and counts are not below zero. */
export function wantedFigures(workplace: Workplace, window: ComparedWindow): Map<string, string> {
  const { from, to, shops, rules = {}, zeroRows = 'all' } = window;
  const locationOf = new Map(
    Object.entries(shops ?? {}).flatMap(([location, ids]) => ids.map((id) => [id, location] as const)),
  );
  const sums = new Map<string, { cents: number; transactions: number; items: number; seconds: number }>();
  for (const cell of workplace.simulator.truth({ ...rules, from, to }).cells) {
    const location = shops === undefined ? cell.shop.padStart(4, '0') : locationOf.get(cell.shop);
    if (location === undefined) continue;
    const key = `${location} ${cell.date} ${cell.hour}`;
    const sum = sums.get(key) ?? { cents: 0, transactions: 0, items: 0, seconds: 0 };
    sum.cents += Math.round(Number(cell.sales) * 100);
    sum.transactions += cell.transactions;
    sum.items += cell.items;
    sum.seconds += cell.staffSeconds;
    sums.set(key, sum);
  }
  const isZero = ({ cents, transactions, items, seconds }: typeof sums extends Map<string, infer Sum> ? Sum : never) =>
    cents === 0 && transactions === 0 && items === 0 && seconds === 0;
  return new Map(
    [...sums]
      .filter(([, sum]) => zeroRows === 'all' || !isZero(sum))
      .map(([key, { cents, transactions, items, seconds }]) => {
        const sales = (cents / 100).toFixed(2);
        const hours = (Math.round((seconds / 3600) * 100 + 1e-9) / 100).toFixed(2);
        return [key, [sales, Math.max(0, transactions), Math.max(0, items), hours].join(',')];
      }),
  );
}

/** Keys whose figures differ. */
export function changedKeys(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => before.get(key) !== after.get(key))
    .toSorted();
}
