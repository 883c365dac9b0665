import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { provenParts } from './slice-coverage.js';

const SLICE = { from: 100, to: 200 };

describe('what a slice proves', () => {
  it('is all of it for shops without a window of their own', () => {
    expect(provenParts(SLICE, ['1', '2'], new Map())).toEqual([{ ...SLICE, shops: ['1', '2'] }]);
  });

  it('is no more than the window that was asked of a shop', () => {
    const own = new Map([
      ['1', { from: 0, to: 150 }],
      ['2', { from: 120, to: 900 }],
      ['3', { from: 200, to: 900 }],
    ]);

    expect(provenParts(SLICE, ['1', '2', '3', '4'], own)).toEqual([
      { from: 100, to: 150, shops: ['1'] },
      { from: 120, to: 200, shops: ['2'] },
      { from: 100, to: 200, shops: ['4'] },
    ]);
  });

  it('holds each shop once and never passes slice or window', () => {
    const bound = fc.nat(300);
    const windows = fc.dictionary(fc.constantFrom('1', '2', '3'), fc.tuple(bound, bound));
    fc.assert(
      fc.property(windows, (given) => {
        const own = new Map(Object.entries(given).map(([shop, [from, to]]) => [shop, { from, to }]));

        const parts = provenParts(SLICE, ['1', '2', '3'], own);

        const shops = parts.flatMap((part) => part.shops);
        expect(new Set(shops).size).toBe(shops.length);
        for (const part of parts) {
          for (const shop of part.shops) {
            const window = own.get(shop) ?? SLICE;
            expect(part.from).toBe(Math.max(SLICE.from, window.from));
            expect(part.to).toBe(Math.min(SLICE.to, window.to));
          }
        }
      }),
    );
  });
});
