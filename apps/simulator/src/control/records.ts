import type { Ledger } from '../till/ledger.js';
import { saleTotals } from '../till/totals.js';
import { twoDigits } from '../wire/decimal.js';
import { optionalInstant, refuse } from './fields.js';

/** Completed sales by time of completion, so that somebody who wants to edit one finds it without a token. */
export function listSales(ledger: Ledger, parameters: URLSearchParams): readonly Record<string, unknown>[] {
  const { from, to, isMeant } = readWindow(parameters);
  return [...ledger.completedBetween(from, to)]
    .filter(({ shop }) => isMeant(shop))
    .toSorted((one, other) => (one.completeTime ?? 0) - (other.completeTime ?? 0) || one.id - other.id)
    .map((sale) => {
      const money = saleTotals(sale);
      return {
        saleID: sale.id,
        kind: sale.kind,
        shopID: sale.shop,
        completeTime: iso(sale.completeTime),
        sales: twoDigits(BigInt(money.total - money.tax1 - money.tax2)),
        voided: sale.voided,
      };
    });
}

/** Shifts by check-in. */
export function listShifts(ledger: Ledger, parameters: URLSearchParams): readonly Record<string, unknown>[] {
  const { from, to, isMeant } = readWindow(parameters);
  return [...ledger.shiftsBetween(from, to)]
    .filter(({ shop }) => isMeant(shop))
    .toSorted((one, other) => one.checkIn - other.checkIn || one.id - other.id)
    .map(({ id, kind, shop, employee, checkIn, checkOut }) => ({
      employeeHoursID: id,
      kind,
      shopID: shop,
      employeeID: employee,
      checkIn: iso(checkIn),
      checkOut: iso(checkOut),
    }));
}

interface RecordWindow {
  readonly from: number;
  readonly to: number;
  readonly isMeant: (shop: number) => boolean;
}

function readWindow(parameters: URLSearchParams): RecordWindow {
  const fields = Object.fromEntries(parameters);
  const from = optionalInstant(fields, 'from');
  const to = optionalInstant(fields, 'to');
  if (from === undefined || to === undefined) throw refuse("'from' and 'to' must be instants, [from, to)");
  const shops = new Set((parameters.get('shops') ?? '').split(',').filter((id) => id !== ''));
  return { from, to, isMeant: (shop) => shops.size === 0 || shops.has(String(shop)) };
}

function iso(seconds: number | undefined): string | null {
  return seconds === undefined ? null : new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
