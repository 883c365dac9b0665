import { cellSpansOf, DEFAULT_TALLY_RULES, type TallyRules } from '@tillbridge/domain';
import type { LocationDayRow, LocationRow, StoredCell } from '@tillbridge/store';

export const aLocation: LocationRow = {
  id: '0001',
  connectionId: 'acme',
  name: 'Front Street',
  region: null,
  currency: 'CAD',
  rules: '',
  revisionFloor: 0,
};

export function aDay(date: string, rules: Partial<TallyRules> = {}): LocationDayRow {
  return {
    location: '0001',
    date,
    ledgerVersion: 3,
    foldedVersion: 3,
    revision: 2,
    trigger: 'coverage',
    rules: JSON.stringify({ ...DEFAULT_TALLY_RULES, ...rules }),
    timeZone: 'America/Toronto',
    notes: '',
  };
}

/** Every cell of a date in Toronto, each with sales of its place in the day. */
export function cellsOfDay(date: string, grain: TallyRules['grain'] = 60): StoredCell[] {
  return cellSpansOf(date, 'America/Toronto', grain).map((span, index) => ({
    ...span,
    location: '0001',
    coveredTo: span.end,
    sales: String(index),
    transactions: 1,
    items: '1',
    staffSeconds: 0,
    revision: 2,
    withdrawn: false,
  }));
}
