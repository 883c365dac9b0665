import { describe, expect, it } from '@jest/globals';

import { hoursText, roundDecimal } from '../figure/decimal.js';
import { aLine, aSale, aShift, at, readAround, theRules } from '../testing/trade.js';
import { HOUR } from '../time/instant.js';
import type { Sale } from '../trade/sale.js';
import { foldLocationDay, type FoldInput } from './fold.js';
import { mergeByLabel } from './labels.js';
import type { TallyRules } from './rules.js';

/** The worked examples of docs/tally-rules.md and its French version. */
function ticket(time: string, net: string, gross: string, sale: Partial<Sale> = {}): Sale {
  return aSale({ completedAt: at(`2026-05-14T${time}-04:00`), net, gross, ...sale });
}

const RETURNED = aLine({ quantity: '-1' });
const TICKETS = [
  ticket('10:05:00', '36', '40.68', { lines: [aLine({ quantity: '2' })] }),
  ticket('10:20:00', '-20', '-22.6', { lines: [RETURNED] }),
  ticket('10:31:00', '6.5', '7.35', { lines: [RETURNED, aLine()] }),
  ticket('10:40:00', '0', '0', { lines: [aLine({ kind: 'giftCard', unitPrice: '0' })] }),
  ticket('10:45:00', '80', '90.4', { state: 'voided' }),
  ticket('10:50:00', '15', '16.95', { currency: 'USD' }),
  ticket('10:59:59', '5', '5.65', { lines: [aLine({ kind: 'miscellaneous', unitPrice: '5' })] }),
  ticket('11:00:00', '12', '13.56'),
];

function fold(input: Partial<FoldInput>) {
  const read = readAround(at('2026-05-14T16:00:00Z'));
  return foldLocationDay({
    date: '2026-05-14',
    zone: 'America/Toronto',
    currency: 'CAD',
    rules: theRules(),
    sales: [],
    shifts: [],
    salesCover: read,
    shiftsCover: read,
    ...input,
  });
}

function hours(input: Partial<FoldInput>): string[] {
  return fold(input).cells.flatMap(({ minuteOfDay, staffSeconds }) =>
    staffSeconds ? [`${minuteOfDay / 60}: ${hoursText(staffSeconds, 2)}`] : [],
  );
}

describe('the worked examples for analysts', () => {
  it.each<[Partial<TallyRules>, string, number, string]>([
    [{}, '27.50', 3, '2'],
    [{ salesAmount: 'gross' }, '31.08', 3, '2'],
    [{ countRefundTickets: true }, '27.50', 4, '2'],
    [{ countMiscellaneousLines: false }, '27.50', 2, '1'],
  ])('give the hour of ten with %j sales of %s, %d transactions and %s items', (rules, sales, transactions, items) => {
    const { cells } = fold({ sales: TICKETS, rules: theRules(rules) });

    const ten = cells.find(({ minuteOfDay }) => minuteOfDay === 600);
    expect(ten).toMatchObject({ transactions, items });
    expect(roundDecimal(ten?.sales ?? 'none', 2)).toBe(sales);
  });

  it('name what the hour of ten left out', () => {
    expect(fold({ sales: TICKETS }).notes.sales).toEqual([
      { reason: 'voided', currency: 'CAD', count: 1, amount: '80' },
      { reason: 'otherCurrency', currency: 'USD', count: 1, amount: '15' },
    ]);
  });

  it('spread a shift over its hours', () => {
    const shift = aShift({ start: at('2026-05-14T09:45:00-04:00'), end: at('2026-05-14T12:10:30-04:00') });

    expect(hours({ shifts: [shift] })).toEqual(['9: 0.25', '10: 1.00', '11: 1.00', '12: 0.18']);
  });

  it('count who is still clocked in, hour by ended hour', () => {
    const readAt = at('2026-05-14T15:30:00-04:00');
    const cover = [{ from: readAt - 72 * HOUR, to: readAt, asOf: readAt }];
    const shift = aShift({ start: at('2026-05-14T13:30:00-04:00'), end: null });

    expect(hours({ shifts: [shift], salesCover: cover, shiftsCover: cover })).toEqual(['13: 0.50', '14: 1.00']);
  });

  it('count a forgotten clock-out for sixteen hours and flag it', () => {
    const shift = aShift({ id: '3', start: at('2026-05-14T06:00:00-04:00'), end: null });

    const { notes } = fold({ shifts: [shift] });

    expect(hours({ shifts: [shift] })).toHaveLength(16);
    expect(hours({ shifts: [shift] }).at(-1)).toBe('21: 1.00');
    expect(notes.shifts.capped).toEqual(['3']);
  });

  it('add both passes of a repeated hour for a file that knows only date and hour', () => {
    const sales = [
      aSale({ completedAt: at('2026-11-01T01:20:00-04:00'), net: '10' }),
      aSale({ completedAt: at('2026-11-01T01:20:00-05:00'), net: '3' }),
    ];

    const { cells } = fold({ date: '2026-11-01', sales, salesCover: readAround(at('2026-11-01T12:00:00Z')) });

    expect(cells.filter(({ minuteOfDay }) => minuteOfDay === 60).map((cell) => cell.sales)).toEqual(['10', '3']);
    expect(mergeByLabel(cells, 'America/Toronto', 60)[1]?.sales).toBe('13');
  });
});
