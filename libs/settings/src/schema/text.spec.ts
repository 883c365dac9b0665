import { describe, expect, it } from '@jest/globals';
import { isLine } from './text.js';

describe('a line for people', () => {
  it.each([
    'Acme',
    'Été à Montréal',
    'cafe\u0301',
    '夜間',
    'नमस्ते',
    'open \u2764\uFE0F',
    '👩\u200D🔧',
    '🇨🇦',
    '+1 (514)',
  ])('may be "%s"', (text) => {
    expect(isLine(text, 200)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['blanks alone', ' \u00A0'],
    ['two lines', 'a\nb'],
    ['NUL', 'a\0'],
    ['half a character', 'a\uD800'],
    ['a turn of direction', 'a\u202Eb'],
    ['a mark of direction', 'a\u200E'],
    ['a blank of no width', 'a\u200Bb'],
    ['a joiner outside of an emoji', 'a\u200Db'],
    ['a soft hyphen', 'a\u00ADb'],
    ['a byte order mark', '\uFEFFa'],
    ['a variation selector on nothing', 'a\uFE0F'],
    ['a Hangul filler', '\u3164'],
    ['an empty Braille cell', '\u2800'],
    ['a tag', 'a\u{E0041}'],
  ])('may not be %s', (_, text) => {
    expect(isLine(text, 200)).toBe(false);
  });

  it('is counted in UTF-16 units', () => {
    expect([isLine('x'.repeat(200), 200), isLine('x'.repeat(201), 200)]).toEqual([true, false]);
  });
});
