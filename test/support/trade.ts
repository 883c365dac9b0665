/** A sale, a line and a shift with ordinary values: a test names only what it is about. */
import type { Line, Sale, Shift } from '@tillbridge/domain';

export function aLine(line: Partial<Line> = {}): Line {
  return { kind: 'item', quantity: '1', unitPrice: '10', ...line };
}

/** On Thursday 14 May 2026, 10:05 in Toronto. */
export function aSale(sale: Partial<Sale> = {}): Sale {
  return {
    id: '1',
    shop: '1',
    state: 'completed',
    completedAt: Date.parse('2026-05-14T14:05:00Z'),
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

/** On the same day, from 9:00 to 17:00 in Toronto. */
export function aShift(shift: Partial<Shift> = {}): Shift {
  return {
    id: '1',
    shop: '1',
    employee: '7',
    start: Date.parse('2026-05-14T13:00:00Z'),
    end: Date.parse('2026-05-14T21:00:00Z'),
    ...shift,
  };
}
