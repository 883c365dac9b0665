import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ratioText } from './ratio.js';

describe('a ratio', () => {
  test.each([
    ['1', '3', 2, '0.33'],
    ['2', '3', 2, '0.67'],
    ['1', '8', 2, '0.13'],
    ['-1', '8', 2, '-0.13'],
    ['1', '-8', 2, '-0.13'],
    ['-0.001', '1', 2, '0.00'],
    ['10.5', '0.5', 0, '21'],
    ['0', '7', 2, '0.00'],
  ])('of %s and %s with %i digits is %s', (numerator, denominator, digits, wanted) => {
    expect(ratioText(numerator, denominator, digits)).toBe(wanted);
  });

  test('of anything and nothing is none', () => {
    expect(ratioText('5', '0', 2)).toBeNull();
  });

  test('never lies further from the exact quotient than half of its last digit', () => {
    const cents = fc.integer({ min: -99_999_999, max: 99_999_999 });
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 1_000_000 }), (above, below) => {
        const text = ratioText(`${above}`, `${below}`, 2) ?? '';

        const hundredths = BigInt(text.replace('.', ''));
        const miss = hundredths * BigInt(below) - BigInt(above) * 100n;
        expect(2n * (miss < 0n ? -miss : miss)).toBeLessThanOrEqual(BigInt(below));
      }),
    );
  });
});
