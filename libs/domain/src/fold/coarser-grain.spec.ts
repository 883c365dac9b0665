import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { someFoldInput } from '../testing/arbitrary-day.js';
import { aSale, at, theRules } from '../testing/trade.js';
import { MINUTE } from '../time/instant.js';
import type { TallyRules } from '../fold/rules.js';
import { coarsen } from './coarser-grain.js';
import { foldLocationDay } from './fold.js';

const TEN = at('2026-05-14T14:00:00Z');

function upTo(to: number, rules: Partial<TallyRules> = {}) {
  return foldLocationDay({
    date: '2026-05-14',
    zone: 'America/Toronto',
    currency: null,
    rules: theRules({ grain: 15, ...rules }),
    sales: [aSale({ completedAt: TEN + MINUTE }), aSale({ completedAt: TEN + 20 * MINUTE })],
    shifts: [],
    salesCover: [{ from: TEN, to, asOf: to }],
    shiftsCover: null,
  }).cells;
}

describe('a coarser grain', () => {
  it('gives what a fold at that grain gives', () => {
    const grains = fc.constantFrom<[TallyRules['grain'], TallyRules['grain']][]>(
      [15, 30],
      [15, 60],
      [30, 60],
      [60, 60],
    );
    fc.assert(
      fc.property(someFoldInput, grains, (input, [fine, coarse]) => {
        const folded = (grain: TallyRules['grain']) =>
          foldLocationDay({
            ...input,
            // Staff hours are left aside: those of a whole hour ask for a later reading than those of its quarters.
            shiftsCover: null,
            // Zero rows are decided by the whole hour, so half hours are compared with all of them.
            rules: { ...input.rules, grain, openHour: false, zeroRows: coarse === 60 ? input.rules.zeroRows : 'all' },
          }).cells;

        expect(coarsen(folded(fine), { zone: input.zone, grain: coarse, openHour: false })).toEqual(folded(coarse));
      }),
      { numRuns: 200 },
    );
  });

  it('holds an hour back until all its quarters are read', () => {
    const { zone, grain } = { zone: 'America/Toronto', grain: 60 as const };

    expect(coarsen(upTo(TEN + 45 * MINUTE), { zone, grain, openHour: false })).toEqual([]);
    expect(coarsen(upTo(TEN + 60 * MINUTE), { zone, grain, openHour: false })).toMatchObject([
      { sales: '20', transactions: 2 },
    ]);
  });

  it('lets the running hour stand for the quarters and the part of one that are read', () => {
    const running = { zone: 'America/Toronto', grain: 60 as const, openHour: true };

    for (const minutes of [30, 37]) {
      const until = TEN + minutes * MINUTE;
      expect(coarsen(upTo(until, { openHour: true }), running)).toMatchObject([{ sales: '20', coveredTo: until }]);
    }
  });

  it('is never finer', () => {
    const hours = upTo(TEN + 60 * MINUTE, { grain: 60 });

    expect(() => coarsen(hours, { zone: 'America/Toronto', grain: 30, openHour: false })).toThrow(RangeError);
  });
});
