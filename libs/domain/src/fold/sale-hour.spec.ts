import { describe, expect, it } from '@jest/globals';

import { aSale, at } from '../testing/trade.js';
import { cellSpansOf } from './cell-spans.js';
import { hourOfSale } from './sale-hour.js';

describe('the hour of a sale', () => {
  const spans = cellSpansOf('2026-11-01', 'America/Toronto', 60);

  it.each([
    ['2026-11-01T03:59:59.999Z', -1],
    ['2026-11-01T04:00:00Z', 0],
    ['2026-11-01T05:59:59.999Z', 1],
    ['2026-11-01T06:00:00Z', 2],
    ['2026-11-01T07:00:00Z', 3],
    ['2026-11-02T04:59:59.999Z', 24],
    ['2026-11-02T05:00:00Z', -1],
  ])('completed at %s is the cell %d of a 25-hour day', (completedAt, index) => {
    expect(hourOfSale(aSale({ completedAt: at(completedAt) }), spans)).toBe(index);
  });

  it('is none while the sale is open', () => {
    expect(hourOfSale(aSale({ completedAt: null }), spans)).toBe(-1);
  });
});
