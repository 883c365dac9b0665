import type { LineFacts, SaleFacts } from './facts.js';
import { roundDivide } from '../wire/decimal.js';

/** Money of one line. Cents, except taxes and total, which keep their sub-cent digits in 1/10,000,000 of the currency. */
export interface LineTotals {
  readonly subtotal: number;
  readonly discount: number;
  readonly discounted: number;
  readonly tax1: number;
  readonly tax2: number;
  readonly total: number;
}

/** Money of one sale in cents. */
export interface SaleTotals {
  readonly subtotal: number;
  readonly discount: number;
  readonly taxable: number;
  readonly nonTaxable: number;
  readonly cost: number;
  readonly tax1: number;
  readonly tax2: number;
  readonly payments: number;
  readonly tips: number;
  readonly fees: number;
  readonly total: number;
  readonly totalDue: number;
  readonly displayableTotal: number;
}

const CREDIT_ACCOUNT = 4;
const GIFT_CARD = 5;

export function isFee(line: LineFacts): boolean {
  return line.itemFee !== 0 || line.lineType !== '';
}

export function lineTotals(line: LineFacts): LineTotals {
  const subtotal = line.quantity * line.price;
  const discount =
    line.discountPercent === 0 ? line.discountAmount : roundDivide(subtotal * line.discountPercent, 10000);
  const discounted = subtotal - discount;
  const tax1 = line.taxed ? discounted * line.tax1Rate : 0;
  const tax2 = line.taxed ? discounted * line.tax2Rate : 0;
  return { subtotal, discount, discounted, tax1, tax2, total: discounted * 100000 + tax1 + tax2 };
}

/**
 * The till's tax algorithm: line taxes stay unrounded, their sum is rounded to cents once per tax, and
 * total = subtotal - discount + taxes. Gift cards and account credit move totalDue, never total.
 */
export function saleTotals(sale: SaleFacts): SaleTotals {
  let subtotal = 0;
  let discount = 0;
  let taxable = 0;
  let nonTaxable = 0;
  let cost = 0;
  let fees = 0;
  let exactTax1 = 0;
  let exactTax2 = 0;
  for (const line of sale.lines) {
    const money = lineTotals(line);
    subtotal += money.subtotal;
    discount += money.discount;
    if (line.taxed) taxable += money.discounted;
    else nonTaxable += money.discounted;
    cost += line.cost * line.quantity;
    if (isFee(line)) fees += money.discounted;
    exactTax1 += money.tax1;
    exactTax2 += money.tax2;
  }
  const tax1 = roundDivide(exactTax1, 100000);
  const tax2 = roundDivide(exactTax2, 100000);
  const total = subtotal - discount + tax1 + tax2;
  return { subtotal, discount, taxable, nonTaxable, cost, tax1, tax2, fees, total, ...paid(sale, total) };
}

type Paid = Pick<SaleTotals, 'payments' | 'tips' | 'totalDue' | 'displayableTotal'>;

function paid(sale: SaleFacts, total: number): Paid {
  let payments = 0;
  let tips = 0;
  let onAccounts = 0;
  let loaded = 0;
  for (const payment of sale.payments) {
    if (payment.archived) continue;
    payments += payment.amount - payment.tip;
    tips += payment.tip;
    if (payment.type === CREDIT_ACCOUNT || payment.type === GIFT_CARD) onAccounts += payment.amount;
    if (payment.type === GIFT_CARD && payment.amount < 0) loaded -= payment.amount;
  }
  return { payments, tips, totalDue: total - onAccounts, displayableTotal: total + loaded };
}
