import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { aDecimal } from '../testing/arbitrary-day.js';
import { hoursText, negateDecimal, parseDecimal, roundDecimal, signOfDecimal } from './decimal.js';

const CANONICAL = /^(?:0|-?(?:[1-9]\d*(?:\.\d*[1-9])?|0\.\d*[1-9]))$/;

describe('reading a decimal', () => {
  it.each([
    ['12.05', '12.05'],
    ['-0.00', '0'],
    ['-0', '0'],
    ['0', '0'],
    ['-0.050', '-0.05'],
    ['-10.00', '-10'],
    ['1000.0010', '1000.001'],
    ['0.0', '0'],
    ['007', '7'],
    ['00.10', '0.1'],
    ['+3', '3'],
    ['-24.50', '-24.5'],
    ['100', '100'],
    ['1e-7', '0.0000001'],
    ['1.5E+3', '1500'],
    ['+1e+2', '100'],
  ])('reads %p as %p', (text, expected) => {
    expect(parseDecimal(text)).toBe(expected);
  });

  it.each([
    '',
    ' ',
    ' 1',
    '1 ',
    'NaN',
    'Infinity',
    '-',
    '.',
    '.5',
    '5.',
    '1,234.50',
    '1 000',
    '0x10',
    '--1',
    '1.2.3',
    '1e',
    '1e999',
    '1e50',
    '٣',
    '1_000',
    'null',
    '$5',
    '(5)',
    '1\n',
  ])('refuses %p', (text) => {
    expect(parseDecimal(text)).toBeNull();
  });

  it('takes forty digits and refuses one more', () => {
    expect(parseDecimal('9'.repeat(40))).toBe('9'.repeat(40));
    expect(parseDecimal('9'.repeat(41))).toBeNull();
    expect(parseDecimal(`-1.${'9'.repeat(39)}`)).toBe(`-1.${'9'.repeat(39)}`);
    expect(parseDecimal(`-1.${'9'.repeat(40)}`)).toBeNull();
    expect(parseDecimal('1'.repeat(1_000_000))).toBeNull();
  });

  it('gives a canonical form that reads as itself', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[+-]?\d{1,12}(\.\d{1,12})?$/), (text) => {
        const value = parseDecimal(text) ?? 'refused';

        expect(value).toMatch(CANONICAL);
        expect(parseDecimal(value)).toBe(value);
        expect(Number(value)).toBe(Number(text) + 0);
      }),
    );
  });
});

describe('the sign of a decimal', () => {
  it('is told, and turned round', () => {
    fc.assert(
      fc.property(aDecimal, (value) => {
        expect(signOfDecimal(value)).toBe(Math.sign(Number(value)));
        expect(signOfDecimal(negateDecimal(value))).toBe(0 - Math.sign(Number(value)));
        expect(negateDecimal(negateDecimal(value))).toBe(value);
      }),
    );
  });
});

describe('rounding at the output', () => {
  it.each([
    ['2.345', 2, '2.35'],
    ['-2.345', 2, '-2.35'],
    ['2.3449999999', 2, '2.34'],
    ['2.5', 0, '3'],
    ['-2.5', 0, '-3'],
    ['-0.001', 2, '0.00'],
    ['0', 2, '0.00'],
    ['7', 3, '7.000'],
    ['1.005', 2, '1.01'],
  ])('rounds %p to %p digits as %p', (value, digits, expected) => {
    expect(roundDecimal(value, digits)).toBe(expected);
  });

  it('rounds a refund to the mirror image of its sale', () => {
    fc.assert(
      fc.property(aDecimal, fc.nat(3), (value, digits) => {
        const refund = roundDecimal(negateDecimal(value), digits);

        expect(parseDecimal(refund)).toBe(negateDecimal(parseDecimal(roundDecimal(value, digits)) ?? 'refused'));
      }),
    );
  });

  it.each([
    [0, 2, '0.00'],
    [5400, 2, '1.50'],
    [17, 2, '0.00'],
    [18, 2, '0.01'],
    [3599, 2, '1.00'],
    [1800, 0, '1'],
    [-18, 2, '-0.01'],
    [-17, 2, '0.00'],
    [3600 * 25, 1, '25.0'],
  ])('says %p seconds with %p digits as %p hours', (seconds, digits, expected) => {
    expect(hoursText(seconds, digits)).toBe(expected);
  });

  it('says hours that are off by half a unit at most', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), (seconds) => {
        const hundredths = BigInt(hoursText(seconds, 2).replace('.', ''));
        const error = hundredths * 36n - BigInt(seconds);

        expect(error > -18n && error <= 18n).toBe(true);
      }),
    );
  });
});
