import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { sumDecimals } from '../figure/sum.js';
import { someFoldInput } from '../testing/arbitrary-day.js';
import { naiveTally } from '../testing/naive-tally.js';
import { aLine, aSale, aShift, at, readAround, theRules } from '../testing/trade.js';
import { foldLocationDay, type FoldInput } from './fold.js';

const NOON = at('2026-05-14T16:00:00Z');

function torontoDay(input: Partial<FoldInput> = {}): FoldInput {
  return {
    date: '2026-05-14',
    zone: 'America/Toronto',
    currency: 'CAD',
    rules: theRules(),
    sales: [],
    shifts: [],
    salesCover: readAround(NOON),
    shiftsCover: readAround(NOON),
    ...input,
  };
}

function hour(input: Partial<FoldInput>, minuteOfDay: number) {
  return foldLocationDay(torontoDay(input)).cells.find((cell) => cell.minuteOfDay === minuteOfDay);
}

describe('the fold of a location-day', () => {
  it('agrees cell by cell with the rules said a second time in the plainest way', () => {
    fc.assert(
      fc.property(someFoldInput, (input) => {
        expect(foldLocationDay(input).cells).toEqual(naiveTally(input));
      }),
      { numRuns: 100 },
    );
  });

  it('gives the same figures and notes in whatever order records come', () => {
    fc.assert(
      fc.property(
        someFoldInput.chain((input) =>
          fc.record({
            input: fc.constant(input),
            sales: fc.shuffledSubarray([...input.sales], { minLength: [...input.sales].length }),
            shifts: fc.shuffledSubarray([...input.shifts], { minLength: [...input.shifts].length }),
          }),
        ),
        ({ input, sales, shifts }) => {
          expect(foldLocationDay({ ...input, sales, shifts })).toEqual(foldLocationDay(input));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('puts the amount of every sale of the day into a cell or into the notes, exactly', () => {
    fc.assert(
      fc.property(someFoldInput, (input) => {
        const everything = { ...input, rules: { ...input.rules, zeroRows: 'all' as const } };

        const { cells, notes } = foldLocationDay(everything);

        const local = new Intl.DateTimeFormat('en-CA', { timeZone: input.zone, dateStyle: 'short' });
        const ofDay = [...input.sales].filter(
          ({ completedAt }) => completedAt !== null && local.format(completedAt) === input.date,
        );
        const tallied = sumDecimals(cells.map(({ sales }) => sales));
        const leftOut = sumDecimals(notes.sales.map(({ amount }) => amount));
        expect(sumDecimals([tallied, leftOut])).toBe(
          sumDecimals(ofDay.map((sale) => (input.rules.salesAmount === 'net' ? sale.net : sale.gross))),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('reads an hour with nothing in it as zero, and leaves an hour that was not read out', () => {
    const salesCover = [
      { from: at('2026-05-14T13:00:00Z'), to: at('2026-05-14T15:59:59Z'), asOf: at('2026-05-14T15:59:59Z') },
    ];

    const { cells } = foldLocationDay(torontoDay({ salesCover }));

    expect(cells.map(({ minuteOfDay, sales }) => [minuteOfDay / 60, sales])).toEqual([
      [9, '0'],
      [10, '0'],
    ]);
  });

  it('counts a sale at the instant an hour begins in that hour and not in the one before', () => {
    const sales = [
      aSale({ completedAt: at('2026-05-14T15:00:00Z') }),
      aSale({ completedAt: at('2026-05-14T14:59:59.999Z') }),
    ];

    expect(hour({ sales }, 10 * 60)?.transactions).toBe(1);
    expect(hour({ sales }, 11 * 60)?.transactions).toBe(1);
  });

  it('lets a refund subtract from sales and items without being a transaction', () => {
    const refund = aSale({ net: '-24.5', lines: [aLine({ quantity: '-1' })] });

    const cell = hour({ sales: [refund] }, 10 * 60);

    expect(cell).toMatchObject({ sales: '-24.5', items: '-1', transactions: 0 });
  });

  it('counts nothing of a voided sale and says so in the notes', () => {
    const { cells, notes } = foldLocationDay(torontoDay({ sales: [aSale({ state: 'voided', net: '80' })] }));

    expect(cells.every(({ sales, transactions, items }) => sales === '0' && transactions === 0 && items === '0')).toBe(
      true,
    );
    expect(notes.sales).toEqual([{ reason: 'voided', currency: 'CAD', count: 1, amount: '80' }]);
  });

  it('lists what it left out by reason and currency', () => {
    const sales = [
      aSale({ currency: 'USD', net: '5' }),
      aSale({ currency: 'EUR', net: '1' }),
      aSale({ currency: 'USD', net: '0.25' }),
      aSale({ register: '9', net: '3' }),
      aSale({ source: 'web', net: '4' }),
      aSale({ state: 'open', net: '7' }),
      aSale({ completedAt: at('2026-05-15T01:00:00Z'), net: '2' }),
    ];
    const salesCover = [
      { from: at('2026-05-14T00:00:00Z'), to: at('2026-05-15T01:00:00Z'), asOf: at('2026-05-15T01:00:00Z') },
    ];
    const rules = theRules({ excludeRegisters: ['9'], excludeSources: ['web'] });

    const { notes, cells } = foldLocationDay(torontoDay({ sales, salesCover, rules }));

    expect(sumDecimals(cells.map((cell) => cell.sales))).toBe('0');
    expect(notes.sales).toEqual([
      { reason: 'notCompleted', currency: 'CAD', count: 1, amount: '7' },
      { reason: 'otherCurrency', currency: 'EUR', count: 1, amount: '1' },
      { reason: 'otherCurrency', currency: 'USD', count: 2, amount: '5.25' },
      { reason: 'excludedRegister', currency: 'CAD', count: 1, amount: '3' },
      { reason: 'excludedSource', currency: 'CAD', count: 1, amount: '4' },
      { reason: 'notRead', currency: 'CAD', count: 1, amount: '2' },
    ]);
  });

  it('takes a sale without a currency, and any sale where the location has none', () => {
    expect(hour({ sales: [aSale({ currency: null })] }, 600)?.sales).toBe('10');
    expect(hour({ sales: [aSale({ currency: 'USD' })], currency: null }, 600)?.sales).toBe('10');
  });

  it('adds cents that a binary float would lose', () => {
    const sales = Array.from({ length: 1000 }, () => aSale({ net: '0.1' }));

    expect(hour({ sales }, 600)?.sales).toBe('100');
  });

  it('leaves staff hours unknown, not zero, where shifts are not read', () => {
    const { cells } = foldLocationDay(torontoDay({ shifts: [aShift()], shiftsCover: null }));

    expect(cells).toHaveLength(24);
    expect(cells.every(({ staffSeconds }) => staffSeconds === null)).toBe(true);
  });

  it('stands for what is covered of the running hour and says up to when, if asked to', () => {
    const until = at('2026-05-14T14:30:00Z');
    const cover = [{ from: at('2026-05-12T00:00:00Z'), to: until, asOf: until }];
    const sales = [aSale({ completedAt: until - 1 }), aSale({ completedAt: until })];
    const input = { sales, shifts: [aShift({ end: null })], salesCover: cover, shiftsCover: cover };

    expect(hour(input, 600)).toBeUndefined();
    expect(hour({ ...input, rules: theRules({ openHour: true }) }, 600)).toMatchObject({
      coveredTo: until,
      transactions: 1,
      staffSeconds: 1800,
    });
  });

  it('gives a repeated hour two cells, each with its own sales', () => {
    const sales = [
      aSale({ completedAt: at('2026-11-01T05:10:00Z') }),
      aSale({ completedAt: at('2026-11-01T06:10:00Z'), net: '3' }),
    ];

    const { cells } = foldLocationDay(
      torontoDay({ date: '2026-11-01', sales, salesCover: readAround(at('2026-11-01T06:10:00Z')) }),
    );

    expect(cells).toHaveLength(25);
    expect(cells.filter(({ minuteOfDay }) => minuteOfDay === 60).map((cell) => cell.sales)).toEqual(['10', '3']);
  });
});
