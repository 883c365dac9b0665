import { describe, expect, it } from '@jest/globals';

import { isTimeZone } from './time-zone.js';

describe('the name of a time zone', () => {
  it.each([
    'America/Toronto',
    'UTC',
    'US/Pacific',
    'Asia/Calcutta',
    'Etc/GMT+5',
    'EST5EDT',
    'America/Argentina/Buenos_Aires',
  ])('%s is one', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each([
    'America/Tornto',
    '',
    ' UTC',
    'UTC ',
    '+05:00',
    '-04:00',
    'Toronto',
    'GMT+25:00',
    'America/',
    '../etc/passwd',
  ])('%p is none', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});
