import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromCents, fromScaled, roundDivide, toScaled } from './decimal.js';
import { quote, readInstant, stamp } from './text.js';

describe('figures on the wire', () => {
  test('are unpadded and never exponents', () => {
    expect([0, 5, 50, 495, -2667, 10000, -5].map(fromCents)).toEqual([
      '0',
      '0.05',
      '0.5',
      '4.95',
      '-26.67',
      '100',
      '-0.05',
    ]);
    expect([fromScaled(10694375, 7), fromScaled(-21743750, 7), fromScaled(1, 7), fromScaled(0, 7)]).toEqual([
      '1.0694375',
      '-2.174375',
      '0.0000001',
      '0',
    ]);
  });

  test('read back as what they were', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e14, max: 1e14 }), fc.integer({ min: 0, max: 7 }), (value, digits) => {
        expect(toScaled(fromScaled(value, digits), digits)).toBe(value);
        expect(fromScaled(value, 2)).toBe(fromCents(value));
      }),
    );
  });

  test('are rounded half away from nought', () => {
    expect([
      roundDivide(15, 10),
      roundDivide(14, 10),
      roundDivide(-15, 10),
      roundDivide(-14, 10),
      roundDivide(-1, 10),
    ]).toEqual([2, 1, -2, -1, 0]);
  });

  test('that are no figures are not read', () => {
    expect(['', 'x', '1e3', '1.234', '--1'].map((text) => toScaled(text, 2))).toEqual(Array(5).fill(undefined));
  });
});

describe('instants on the wire', () => {
  test('are UTC to the second and read back as what they were', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e9 }), (seconds) => {
        expect(stamp(seconds)).toBe(new Date(seconds * 1000).toISOString().replace('.000Z', '+00:00'));
        expect(readInstant(stamp(seconds))).toBe(seconds);
      }),
    );
  });

  test('are read in every form that clients send', () => {
    const wanted = Date.parse('2026-05-14T10:00:00Z') / 1000;
    const forms = [
      '2026-05-14T10:00:00+00:00',
      '2026-05-14T10:00:00 00:00',
      '2026-05-14T10:00:00-00:00',
      '2026-05-14T06:00:00-0400',
      '2026-05-14T15:45:00+05:45',
      '2026-05-14T10:00:00.000Z',
      '2026-05-14T10:00:00',
      '2026-05-14 10:00:00',
    ];

    expect(forms.map(readInstant)).toEqual(forms.map(() => wanted));
    expect([readInstant('yesterday'), readInstant('2026-13-40')]).toEqual([undefined, undefined]);
  });
});

test('text is escaped as PHP does', () => {
  expect(quote('Québec/Nord "x" 🎿')).toBe('"Qu\\u00e9bec\\/Nord \\"x\\" \\ud83c\\udfbf"');
});
