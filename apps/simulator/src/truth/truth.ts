import type { LineFacts, SaleFacts, ShiftFacts, ShopFacts } from '../till/facts.js';
import { saleKinds, shiftKinds } from '../till/facts.js';
import type { Ledger } from '../till/ledger.js';
import { isFee, saleTotals } from '../till/totals.js';
import { roundDivide, twoDigits } from '../wire/decimal.js';
import { HOUR, startOfDay } from '../zone/local.js';
import { zoneOf } from '../zone/zone.js';
import type { Cell } from './cells.js';
import { cellAt, cellsBetween } from './cells.js';

/** The tally rules that a question may change; the defaults are the product's. */
export interface TruthRules {
  readonly salesAmount: 'net' | 'gross';
  readonly countRefundTickets: boolean;
  readonly countMiscellaneousLines: boolean;
  readonly excludeRegisters: ReadonlySet<number>;
  readonly excludeEmployees: ReadonlySet<number>;
  /** Seconds of a shift that count at most. */
  readonly maxShift: number;
}

export const defaultRules: TruthRules = {
  salesAmount: 'net',
  countRefundTickets: false,
  countMiscellaneousLines: true,
  excludeRegisters: new Set(),
  excludeEmployees: new Set(),
  maxShift: 16 * HOUR,
};

export interface TruthQuestion {
  /** Local days (days since 1970), both included, each shop in its own zone. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** All shops, archived ones too, when absent. */
  readonly shops?: ReadonlySet<number> | undefined;
  readonly rules: TruthRules;
}

export interface TruthCell {
  readonly shop: string;
  readonly date: string;
  readonly hour: string;
  /** UTC instant at which the cell starts. */
  readonly start: string;
  readonly offsetMinutes: number;
  /** Money with two digits. */
  readonly sales: string;
  readonly transactions: number;
  readonly items: number;
  /** Hours rounded to two digits; `staffSeconds` is exact. */
  readonly staffHours: string;
  readonly staffSeconds: number;
}

export interface Truth {
  /** The simulated instant up to which this is true. */
  readonly asOf: string;
  readonly cells: readonly TruthCell[];
  readonly totals: {
    readonly sales: string;
    readonly transactions: number;
    readonly items: number;
    readonly staffSeconds: number;
  };
  /** How many tickets and shifts of each kind lie in the window, whether they count or not. */
  readonly kinds: { readonly sales: Record<string, number>; readonly shifts: Record<string, number> };
}

interface Sums {
  cents: bigint;
  transactions: number;
  items: number;
  seconds: number;
}

interface ShopWindow {
  readonly shop: ShopFacts;
  readonly start: number;
  readonly end: number;
  readonly cells: readonly Cell[];
  readonly sums: Sums[];
}

/** What the till's own generator knows: the figures of every shop and hour that has ended by now. */
export function tellTruth(ledger: Ledger, question: TruthQuestion): Truth {
  const now = ledger.now();
  const windows = new Map<number, ShopWindow>();
  for (const shop of ledger.shops.values()) {
    if (question.shops !== undefined && !question.shops.has(shop.id)) continue;
    windows.set(shop.id, openWindow(shop, question));
  }
  const kinds = {
    sales: Object.fromEntries(saleKinds.map((kind) => [kind, 0])) as Record<string, number>,
    shifts: Object.fromEntries(shiftKinds.map((kind) => [kind, 0])) as Record<string, number>,
  };
  const all = [...windows.values()];
  const start = Math.min(...all.map((window) => window.start));
  const end = Math.max(...all.map((window) => window.end));
  if (all.length > 0) {
    const fold = { ledger, rules: question.rules, windows, from: start, to: end };
    addSales(fold, kinds.sales);
    addShifts(fold, kinds.shifts);
  }
  const ended = all.flatMap((window) =>
    window.cells.flatMap((cell, at) => (cell.end <= now ? [describe(window, cell, at)] : [])),
  );
  return {
    asOf: iso(now),
    cells: ended.map(({ cell }) => cell),
    totals: totalsOf(ended.map(({ sums }) => sums)),
    kinds,
  };
}

function openWindow(shop: ShopFacts, question: TruthQuestion): ShopWindow {
  const zone = zoneOf(shop.timeZone);
  const start = startOfDay(zone, question.firstDay);
  const end = startOfDay(zone, question.lastDay + 1);
  const cells = cellsBetween(zone, start, end);
  return { shop, start, end, cells, sums: cells.map(() => ({ cents: 0n, transactions: 0, items: 0, seconds: 0 })) };
}

interface Fold {
  readonly ledger: Ledger;
  readonly rules: TruthRules;
  readonly windows: ReadonlyMap<number, ShopWindow>;
  readonly from: number;
  readonly to: number;
}

function addSales({ ledger, rules, windows, from, to }: Fold, kinds: Record<string, number>): void {
  for (const sale of ledger.completedBetween(from, to)) {
    const window = windows.get(sale.shop);
    const at = window === undefined ? -1 : cellAt(window.cells, sale.completeTime ?? 0);
    const sums = window?.sums[at];
    if (sums === undefined) continue;
    kinds[sale.kind] = (kinds[sale.kind] ?? 0) + 1;
    if (!sale.voided && !rules.excludeRegisters.has(sale.register)) addSale(sums, sale, rules);
  }
  for (const sale of ledger.openBetween(from, to)) {
    const window = windows.get(sale.shop);
    if (window === undefined || sale.timeStamp < window.start || sale.timeStamp >= window.end) continue;
    kinds[sale.kind] = (kinds[sale.kind] ?? 0) + 1;
  }
}

function addSale(sums: Sums, sale: SaleFacts, rules: TruthRules): void {
  const money = saleTotals(sale);
  sums.cents += BigInt(rules.salesAmount === 'gross' ? money.total : money.total - money.tax1 - money.tax2);
  let positive = false;
  let merchandise = false;
  for (const line of sale.lines) {
    if (!isMerchandise(line, rules)) continue;
    merchandise = true;
    positive ||= line.quantity > 0;
    sums.items += line.quantity;
  }
  if (positive || (rules.countRefundTickets && merchandise)) sums.transactions += 1;
}

/**
 * A line with an item, or a miscellaneous one with a price; never a fee, a gift card (no price) or store credit (below
 * zero).
 */
function isMerchandise(line: LineFacts, rules: TruthRules): boolean {
  if (isFee(line)) return false;
  return line.item !== 0 || (rules.countMiscellaneousLines && line.price > 0);
}

function addShifts({ ledger, rules, windows, from, to }: Fold, kinds: Record<string, number>): void {
  const now = ledger.now();
  if (!ledger.timeClock) return;
  for (const shift of ledger.shiftsBetween(from - rules.maxShift, to)) {
    const window = windows.get(shift.shop);
    if (window === undefined) continue;
    if (shift.checkIn >= window.start && shift.checkIn < window.end) kinds[shift.kind] = (kinds[shift.kind] ?? 0) + 1;
    if (!rules.excludeEmployees.has(shift.employee))
      addShift(window, shift, Math.min(now, shift.checkIn + rules.maxShift));
  }
}

function addShift(window: ShopWindow, shift: ShiftFacts, latest: number): void {
  const end = Math.min(shift.checkOut ?? latest, latest);
  let at = cellAt(window.cells, Math.max(shift.checkIn, window.start));
  for (; at >= 0 && at < window.cells.length; at += 1) {
    const cell = window.cells[at];
    const sums = window.sums[at];
    if (cell === undefined || sums === undefined || cell.start >= end) return;
    sums.seconds += Math.min(end, cell.end) - Math.max(shift.checkIn, cell.start);
  }
}

function describe(window: ShopWindow, cell: Cell, at: number): { cell: TruthCell; sums: Sums } {
  const sums = window.sums[at] ?? { cents: 0n, transactions: 0, items: 0, seconds: 0 };
  return {
    sums,
    cell: {
      shop: String(window.shop.id),
      date: cell.date,
      hour: cell.hour,
      start: iso(cell.start),
      offsetMinutes: cell.offsetMinutes,
      sales: twoDigits(sums.cents),
      transactions: sums.transactions,
      items: sums.items,
      staffHours: twoDigits(BigInt(roundDivide(sums.seconds * 100, HOUR))),
      staffSeconds: sums.seconds,
    },
  };
}

function totalsOf(all: readonly Sums[]): Truth['totals'] {
  const total = { cents: 0n, transactions: 0, items: 0, seconds: 0 };
  for (const sums of all) {
    total.cents += sums.cents;
    total.transactions += sums.transactions;
    total.items += sums.items;
    total.seconds += sums.seconds;
  }
  return {
    sales: twoDigits(total.cents),
    transactions: total.transactions,
    items: total.items,
    staffSeconds: total.seconds,
  };
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
