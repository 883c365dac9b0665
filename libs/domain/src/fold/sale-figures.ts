import { DecimalSum } from '../figure/sum.js';
import type { Decimal } from '../figure/decimal.js';
import type { Sale } from '../trade/sale.js';
import type { KnownSpans } from './completion.js';
import { LEFT_OUT_REASONS, reasonLeftOut, type LeftOutReason } from './left-out.js';
import { isMerchandise } from './merchandise.js';
import type { TallyRules } from './rules.js';
import { hourOfSale } from './sale-hour.js';
import { isTransaction } from './transaction.js';

/** Sales of the day that are in no cell, by reason and currency. */
export interface LeftOutSales {
  /** `notRead`: its hour is not covered yet and will be tallied once it is. */
  readonly reason: LeftOutReason | 'notRead';
  /** Of the amount; null when neither the sale nor the location says. */
  readonly currency: string | null;
  readonly count: number;
  /** Net or gross, as the rules say; exact. */
  readonly amount: Decimal;
}

export interface SaleFigures {
  /** One for each cell, in the order of the spans. */
  readonly cells: readonly CellSums[];
  /** Only what occurred; in the order of the reasons, then by currency. */
  readonly leftOut: readonly LeftOutSales[];
}

export interface CellSums {
  readonly sales: DecimalSum;
  readonly items: DecimalSum;
  transactions: number;
}

/** Sums the sales of one day into its cells. Sales of other days are passed over. */
export function saleFigures(
  sales: Iterable<Sale>,
  { spans, completion }: KnownSpans,
  rules: TallyRules,
  currency: string | null,
): SaleFigures {
  const cells = spans.map((): CellSums => ({ sales: new DecimalSum(), items: new DecimalSum(), transactions: 0 }));
  const leftOut = new LeftOutTotals();
  for (const sale of sales) {
    const index = hourOfSale(sale, spans);
    const cell = cells[index];
    if (cell === undefined || sale.completedAt === null) continue;
    const coveredTo = completion[index]?.coveredTo ?? null;
    const amount = rules.salesAmount === 'net' ? sale.net : sale.gross;
    const reason = reasonLeftOut(sale, rules, currency);
    if (reason !== null) {
      leftOut.add(reason, sale.currency ?? currency, amount);
    } else if (coveredTo === null || sale.completedAt >= coveredTo) {
      leftOut.add('notRead', sale.currency ?? currency, amount);
    } else {
      cell.sales.add(amount);
      if (isTransaction(sale, rules)) cell.transactions++;
      for (const line of sale.lines) if (isMerchandise(line, rules)) cell.items.add(line.quantity);
    }
  }
  return { cells, leftOut: leftOut.list() };
}

const ORDER: readonly LeftOutSales['reason'][] = [...LEFT_OUT_REASONS, 'notRead'];

class LeftOutTotals {
  private readonly byKey = new Map<
    string,
    Omit<LeftOutSales, 'count' | 'amount'> & { count: number; sum: DecimalSum }
  >();

  add(reason: LeftOutSales['reason'], currency: string | null, amount: Decimal): void {
    const key = `${ORDER.indexOf(reason)} ${currency ?? ''}`;
    const total = this.byKey.get(key) ?? { reason, currency, count: 0, sum: new DecimalSum() };
    total.count++;
    total.sum.add(amount);
    this.byKey.set(key, total);
  }

  list(): LeftOutSales[] {
    return [...this.byKey]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, { reason, currency, count, sum }]) => ({ reason, currency, count, amount: sum.total() }));
  }
}
