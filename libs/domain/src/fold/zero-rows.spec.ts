import { describe, expect, it } from '@jest/globals';

import { aSale, aShift, at, readAround, theRules } from '../testing/trade.js';
import type { Sale } from '../trade/sale.js';
import type { Shift } from '../trade/shift.js';
import { foldLocationDay } from './fold.js';
import type { TallyRules } from './rules.js';

function labels(sales: Sale[], shifts: Shift[] = [], rules: Partial<TallyRules> = {}): number[] {
  const cover = readAround(at('2026-05-14T14:00:00Z'));
  const { cells } = foldLocationDay({
    date: '2026-05-14',
    zone: 'America/Toronto',
    currency: null,
    rules: theRules({ zeroRows: 'none', ...rules }),
    sales,
    shifts,
    salesCover: cover,
    shiftsCover: cover,
  });
  return cells.map(({ minuteOfDay }) => minuteOfDay);
}

describe('without zero rows', () => {
  it('an hour in which nothing happened has no row', () => {
    expect(labels([aSale()])).toEqual([600]);
    expect(labels([aSale({ state: 'voided' })])).toEqual([]);
  });

  it('an hour with staff and no sale keeps its row', () => {
    expect(labels([], [aShift({ end: at('2026-05-14T15:00:00Z') })])).toEqual([540, 600]);
  });

  it('an hour whose sale and refund cancel out keeps its row for its transaction', () => {
    expect(labels([aSale(), aSale({ net: '-10', lines: [] })])).toEqual([600]);
  });

  it('a quarter beside one with figures keeps its row, so that its hour stays whole', () => {
    expect(labels([aSale()], [], { grain: 15 })).toEqual([600, 615, 630, 645]);
  });
});
