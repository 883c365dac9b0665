import { describe, expect, it } from '@jest/globals';
import Big from 'big.js';
import fc from 'fast-check';

import { aDecimal } from '../testing/arbitrary-day.js';
import { parseDecimal } from './decimal.js';
import { sumDecimals } from './sum.js';

const anyDecimal = fc.oneof(
  aDecimal,
  fc.stringMatching(/^-?[1-9]\d{0,24}(\.\d{0,11}[1-9])?$/),
  fc.constantFrom('999999999999999', '-999999999999999', '9007199254740993', '0.000000000000001'),
);

describe('the sum of decimals', () => {
  it('is exact, small and large mixed, as big.js has it', () => {
    fc.assert(
      fc.property(fc.array(anyDecimal, { maxLength: 60 }), (values) => {
        const expected = values.reduce((sum, value) => sum.plus(value), new Big(0));

        expect(sumDecimals(values)).toBe(parseDecimal(expected.toFixed()) ?? 'refused');
      }),
      { numRuns: 500 },
    );
  });

  it('stays exact where many large amounts would leave the safe integers', () => {
    expect(sumDecimals(Array.from({ length: 1000 }, () => '9999999999999.9'))).toBe('9999999999999900');
    expect(sumDecimals(Array.from({ length: 100_001 }, () => '-999999999999'))).toBe('-100000999999899999');
  });

  it('is zero of nothing, and never minus zero', () => {
    expect(sumDecimals([])).toBe('0');
    expect(sumDecimals(['0.1', '-0.1'])).toBe('0');
  });

  it('takes a difference without a trace of binary fractions', () => {
    expect(sumDecimals(['0.3', '-0.1'])).toBe('0.2');
    expect(sumDecimals(['0.1', '0.2'])).toBe('0.3');
  });

  it.each(['1e2', '1.2.3', 'NaN', '1,5', ' 1'])('throws at %p instead of adding something else', (text) => {
    expect(() => sumDecimals(['1', text])).toThrow(RangeError);
  });
});
