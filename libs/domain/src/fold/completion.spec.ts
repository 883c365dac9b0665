import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { someFoldInput, someCover } from '../testing/arbitrary-day.js';
import { at, theRules } from '../testing/trade.js';
import { coverWith, type Cover } from '../time/cover.js';
import { HOUR } from '../time/instant.js';
import { cellSpansOf } from './cell-spans.js';
import { completedSpans, completionChanged } from './completion.js';
import { foldLocationDay } from './fold.js';

const DAY = { date: '2026-05-14', zone: 'America/Toronto' };
const TEN = at('2026-05-14T14:00:00Z');
const ELEVEN = TEN + HOUR;

function tenOClock(sales: readonly Cover[], shifts: readonly Cover[] | null, openHour = false) {
  const spans = cellSpansOf(DAY.date, DAY.zone, 60).slice(10, 11);
  return completedSpans(spans, theRules({ openHour }), sales, shifts)[0];
}

function read(from: number, to: number, asOf = to): Cover {
  return { from, to, asOf };
}

describe('how far a cell is known', () => {
  it('is whole when its end has been read', () => {
    expect(tenOClock([read(TEN, ELEVEN)], null)).toEqual({ sales: true, staff: false, coveredTo: ELEVEN });
    expect(tenOClock([read(TEN, ELEVEN - 1)], null)).toEqual({ sales: false, staff: false, coveredTo: null });
    expect(tenOClock([read(TEN + 1, ELEVEN)], null)?.sales).toBe(false);
  });

  it('is whole when several readings meet', () => {
    expect(tenOClock([read(0, TEN + 5), read(TEN + 5, ELEVEN + 5)], null)?.sales).toBe(true);
    expect(tenOClock([read(0, TEN + 5), read(TEN + 6, ELEVEN + 5)], null)?.sales).toBe(false);
  });

  it('lacks staff hours until a whole longest shift before it has been read after its end', () => {
    const sales = [read(TEN, ELEVEN)];
    const first = TEN - 16 * HOUR;

    expect(tenOClock(sales, [read(first, ELEVEN)])?.staff).toBe(true);
    expect(tenOClock(sales, [read(first + 1, ELEVEN)])?.staff).toBe(false);
    expect(tenOClock(sales, [read(first, TEN, ELEVEN - 1), read(TEN, ELEVEN)])?.staff).toBe(false);
    expect(tenOClock(sales, [read(first, TEN, ELEVEN), read(TEN, ELEVEN)])?.staff).toBe(true);
  });

  it('never has staff hours where sales were not read', () => {
    expect(tenOClock([], [read(0, ELEVEN)])).toEqual({ sales: false, staff: false, coveredTo: null });
  });

  it('of the running hour is up to where reading ends, if the rules ask for it', () => {
    const half = read(0, TEN + HOUR / 2);

    expect(tenOClock([half], [half], true)).toEqual({ sales: true, staff: true, coveredTo: TEN + HOUR / 2 });
    expect(tenOClock([half], [half], false)?.sales).toBe(false);
    expect(tenOClock([half], [read(0, TEN + HOUR / 4)], true)?.staff).toBe(false);
  });

  it('does not take an hour with a gap in it for the running one', () => {
    expect(tenOClock([read(0, TEN + 5), read(TEN + 9, TEN + 99)], null, true)?.sales).toBe(false);
  });
});

describe('new coverage', () => {
  const nothing = { sales: [], shifts: [] };

  it('changes a day when it completes a cell, and not before', () => {
    const rules = theRules();

    expect(completionChanged(DAY, rules, nothing, { sales: [read(TEN, ELEVEN - 1)], shifts: [] })).toBe(false);
    expect(completionChanged(DAY, rules, nothing, { sales: [read(TEN, ELEVEN)], shifts: [] })).toBe(true);
  });

  it('changes a day when staff hours become known', () => {
    const before = { sales: [read(TEN, ELEVEN)], shifts: null };
    const after = { ...before, shifts: [read(0, ELEVEN)] };

    expect(completionChanged(DAY, theRules(), before, after)).toBe(true);
  });

  it('changes nothing when the same is read again later', () => {
    const before = { sales: [read(0, ELEVEN)], shifts: [read(0, ELEVEN)] };
    const again = read(TEN - 24 * HOUR, ELEVEN, ELEVEN + HOUR);
    const after = { sales: coverWith(before.sales, again), shifts: coverWith(before.shifts, again) };

    expect(completionChanged(DAY, theRules(), before, after)).toBe(false);
  });

  it('changes the running hour as it goes on', () => {
    const before = { sales: [read(0, TEN + 1000)], shifts: null };
    const after = { sales: [read(0, TEN + 2000)], shifts: null };

    expect(completionChanged(DAY, theRules({ openHour: true }), before, after)).toBe(true);
    expect(completionChanged(DAY, theRules({ openHour: false }), before, after)).toBe(false);
  });

  it('leaves every figure as it was whenever it is said to change nothing', () => {
    fc.assert(
      fc.property(
        someFoldInput.chain((input) => fc.record({ input: fc.constant(input), later: someCover(input.date) })),
        ({ input, later }) => {
          const after = {
            sales: later.reduce<Cover[]>(coverWith, [...input.salesCover]),
            shifts: input.shiftsCover && later.reduce<Cover[]>(coverWith, [...input.shiftsCover]),
          };
          const before = { sales: input.salesCover, shifts: input.shiftsCover };
          fc.pre(!completionChanged(input, input.rules, before, after));

          const folded = foldLocationDay({ ...input, salesCover: after.sales, shiftsCover: after.shifts });

          expect(folded).toEqual(foldLocationDay(input));
        },
      ),
      { numRuns: 200 },
    );
  });
});
