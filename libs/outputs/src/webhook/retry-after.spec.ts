import { expect, test } from '@jest/globals';
import { retryAfter } from './retry-after.js';

const NOW = Date.UTC(2026, 10, 25, 12, 0, 0);
const MINUTE = 60_000;

test.each([
  ['120', 120_000],
  ['0', 0],
  ['1.5', 1_500],
  [' 7 ', 7_000],
  ['900', 15 * MINUTE],
  ['901', 15 * MINUTE],
  ['999999999999999999999999', 15 * MINUTE],
  ['Wed, 25 Nov 2026 12:02:00 GMT', 2 * MINUTE],
  ['Wed, 25 Nov 2026 11:00:00 GMT', 0],
  ['Fri, 31 Dec 9999 23:59:59 GMT', 15 * MINUTE],
])('Retry-After: %s is a wait of %d ms', (text, wait) => {
  expect(retryAfter({ 'retry-after': text }, NOW)).toBe(NOW + wait);
});

test.each([
  'soon',
  '-5',
  '1e3',
  '0x10',
  '5 minutes',
  'Infinity',
  'NaN',
  '120, 60',
  '2026-11-25T12:02:00Z',
  'Wednesday, 25-Nov-26 12:02:00 GMT',
  'Wed, 99 Nov 2026 12:02:00 GMT',
  'Wed, 25 Nov 2026 12:02:00 PST',
])('Retry-After: %s is rubbish', (text) => {
  expect(retryAfter({ 'retry-after': text }, NOW)).toBe('unreadable');
});

test('without the header nothing is asked for', () => {
  expect([retryAfter({}, NOW), retryAfter({ 'retry-after': ' ' }, NOW)]).toEqual([null, null]);
});

test('a date is measured against the receiver’s own clock where it shows one', () => {
  const yearsOff = { date: 'Thu, 01 Jan 2015 00:00:00 GMT', 'retry-after': 'Thu, 01 Jan 2015 00:00:30 GMT' };

  expect(retryAfter(yearsOff, NOW)).toBe(NOW + 30_000);
  expect(retryAfter({ ...yearsOff, date: 'some day' }, NOW)).toBe(NOW);
});
