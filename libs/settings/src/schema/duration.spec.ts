import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { durationText, parseDuration } from './duration.js';

describe('durations', () => {
  test.each([
    ['90s', 90_000],
    ['15m', 900_000],
    ['16h', 57_600_000],
    ['7d', 604_800_000],
    ['0s', 0],
  ])('%s is %i milliseconds', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  test.each(['', '5', '5 m', '-1h', '1e3s', '1.5h', 'h', '1h30m', '1w', ' 1h', '١h'])('%j is no duration', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  test('the text of a duration is read back as the same duration', () => {
    fc.assert(
      fc.property(fc.nat(4_000_000), (seconds) => {
        expect(parseDuration(durationText(seconds * 1000))).toBe(seconds * 1000);
      }),
    );
  });
});
