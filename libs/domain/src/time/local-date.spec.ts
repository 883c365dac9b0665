import { describe, expect, it } from '@jest/globals';

import { addDays, datesBetween, isLocalDate } from './local-date.js';

describe('a local date', () => {
  it('is a day that the calendar has', () => {
    expect(['2026-05-14', '2024-02-29', '2000-02-29', '2026-12-31'].every(isLocalDate)).toBe(true);
    expect(
      [
        '2026-02-30',
        '2026-02-29',
        '1900-02-29',
        '2026-13-01',
        '2026-00-10',
        '2026-04-31',
        '26-05-14',
        '2026-5-14',
        '',
        '2026-05-14T00:00',
        ' 2026-05-14',
        '0000-01-01',
        '1799-12-31',
        '9999-12-30',
      ].some(isLocalDate),
    ).toBe(false);
  });

  it('counts days over ends of months, leap days and years, both ways', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(addDays('2026-11-01', 0)).toBe('2026-11-01');
  });

  it('lists every date from one to another, both included', () => {
    expect(datesBetween('2026-02-27', '2026-03-02')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
    expect(datesBetween('2026-02-27', '2026-02-27')).toEqual(['2026-02-27']);
    expect(datesBetween('2026-02-27', '2026-02-26')).toEqual([]);
  });

  it('is refused with what was given when it is none', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow('not a calendar date: 2026-02-30');
  });
});
