import { DEFAULT_TALLY_RULES, type TallyRules } from '../fold/rules.js';
import type { Instant } from '../time/instant.js';
import type { Cover } from '../time/cover.js';
import type { Line, Sale } from '../trade/sale.js';
import type { Shift } from '../trade/shift.js';

/** Builders with ordinary values; a test names only what it is about. */
export function aLine(line: Partial<Line> = {}): Line {
  return { kind: 'item', quantity: '1', unitPrice: '10', ...line };
}

export function aSale(sale: Partial<Sale> = {}): Sale {
  return {
    id: '1',
    shop: '1',
    state: 'completed',
    completedAt: at('2026-05-14T14:05:00Z'),
    net: '10',
    gross: '11.3',
    currency: 'CAD',
    register: '1',
    source: null,
    employee: '7',
    lines: [aLine()],
    ...sale,
  };
}

export function aShift(shift: Partial<Shift> = {}): Shift {
  return {
    id: '1',
    shop: '1',
    employee: '7',
    start: at('2026-05-14T13:00:00Z'),
    end: at('2026-05-14T21:00:00Z'),
    ...shift,
  };
}

export function theRules(rules: Partial<TallyRules> = {}): TallyRules {
  return { ...DEFAULT_TALLY_RULES, ...rules };
}

export function at(text: string): Instant {
  return Date.parse(text);
}

/** One reading of everything from a week before to a week after, taken later still. */
export function readAround(instant: Instant): Cover[] {
  const week = 7 * 24 * 60 * 60 * 1000;
  return [{ from: instant - week, to: instant + week, asOf: instant + 2 * week }];
}
