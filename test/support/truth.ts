import type { Workplace } from './workplace.ts';

/** What the simulator's own generator says, beside what stands in the CSV files: one line a difference. */
export function differences(workplace: Workplace, window: { readonly from: string; readonly to: string }): string[] {
  const wanted = new Map<string, string>();
  const sums = new Map<string, { sales: number; transactions: number; items: number; seconds: number }>();
  for (const cell of workplace.simulator.truth(window).cells) {
    const key = `${cell.shop.padStart(4, '0')} ${cell.date} ${cell.hour}`;
    const sum = sums.get(key) ?? { sales: 0, transactions: 0, items: 0, seconds: 0 };
    sum.sales += Math.round(Number(cell.sales) * 100);
    sum.transactions += cell.transactions;
    sum.items += cell.items;
    sum.seconds += cell.staffSeconds;
    sums.set(key, sum);
  }
  for (const [key, sum] of sums) {
    const sales = (sum.sales / 100).toFixed(2);
    const hours = (Math.round((sum.seconds / 3600) * 100 + 1e-9) / 100).toFixed(2);
    wanted.set(key, [sales, Math.max(0, sum.transactions), Math.max(0, sum.items), hours].join(','));
  }
  const found = new Map(
    workplace.rows().map((row) => [
      `${row['Location ID']} ${row['Date & Time']} ${row['Hour']}`,
      [row['Sales'], row['Transactions'], row['Items'], row['Staff Hours']].join(','),
    ]),
  );
  const keys = [...new Set([...wanted.keys(), ...found.keys()])].toSorted();
  return keys
    .filter((key) => wanted.get(key) !== found.get(key))
    .map((key) => `${key}: POS ${wanted.get(key) ?? 'nothing'}, CSV ${found.get(key) ?? 'nothing'}`);
}
