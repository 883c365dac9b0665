import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { ODD_DAYS } from '../testing/arbitrary-day.js';
import { at } from '../testing/trade.js';
import { DAY, HOUR, MINUTE } from './instant.js';
import { addDays, datesBetween } from './local-date.js';
import { dayInterval, localDateOf, localPartsOf, offsetMinutesAt, startOfDay } from './zone.js';

const ZONES = [
  ...new Set(ODD_DAYS.map(([zone]) => zone)),
  'Africa/Casablanca',
  'Europe/Dublin',
  'US/Pacific',
  'Asia/Gaza',
];

function wallClock(instant: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return format.format(instant);
}

describe('the wall clock of a zone', () => {
  it('shows what Intl shows, at any instant of a century', () => {
    const instants = fc.integer({ min: at('1970-01-01T00:00:00Z'), max: at('2070-01-01T00:00:00Z') });
    fc.assert(
      fc.property(instants, fc.constantFrom(...ZONES), (instant, zone) => {
        const { date, hour, minute, second, minuteOfDay } = localPartsOf(instant, zone);

        const two = (number: number): string => String(number).padStart(2, '0');
        expect(`${date} ${two(hour)}:${two(minute)}:${two(second)}`).toBe(wallClock(instant, zone));
        expect(minuteOfDay).toBe(hour * 60 + minute);
        expect(localDateOf(instant, zone)).toBe(date);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(ZONES)('changes in %s at the very instant at which Intl changes', (zone) => {
    for (let instant = at('2026-01-01T00:00:00Z'); instant < at('2027-01-01T00:00:00Z'); instant += 15 * MINUTE) {
      if (offsetMinutesAt(instant, zone) === offsetMinutesAt(instant - 1, zone)) continue;
      const shown = Date.parse(`${wallClock(instant, zone).replace(' ', 'T')}Z`);
      expect((shown - instant) / MINUTE).toBe(offsetMinutesAt(instant, zone));
      const before = Date.parse(`${wallClock(instant - 1000, zone).replace(' ', 'T')}Z`);
      expect((before - instant + 1000) / MINUTE).toBe(offsetMinutesAt(instant - 1, zone));
    }
  });

  it('answers for times before standard time and far ahead', () => {
    expect(localDateOf(at('1850-01-01T00:00:00Z'), 'America/Toronto')).toBe('1849-12-31');
    expect(offsetMinutesAt(at('1850-01-01T00:00:00Z'), 'America/Toronto')).toBe(-317);
    expect(localDateOf(at('2999-07-01T03:30:00Z'), 'America/Toronto')).toBe('2999-06-30');
  });

  it('refuses a zone that does not exist', () => {
    expect(() => localDateOf(0, 'America/Tornto')).toThrow('not a time zone: America/Tornto');
  });
});

describe('a local day', () => {
  it.each([
    ['America/Toronto', '2026-05-14', '2026-05-14T04:00:00Z', 24 * HOUR],
    ['America/Toronto', '2026-03-08', '2026-03-08T05:00:00Z', 23 * HOUR],
    ['America/Toronto', '2026-11-01', '2026-11-01T04:00:00Z', 25 * HOUR],
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00:00Z', 24.5 * HOUR],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30:00Z', 23.5 * HOUR],
    ['Asia/Kathmandu', '2026-05-14', '2026-05-13T18:15:00Z', 24 * HOUR],
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00Z', 23 * HOUR],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00Z', 0],
  ])('in %s on %s begins at %s and lasts %d ms', (zone, date, start, length) => {
    const { from, to } = dayInterval(date, zone);

    expect(from).toBe(at(start));
    expect(to - from).toBe(length);
    expect(startOfDay(date, zone)).toBe(from);
  });

  it('begins where the day before it ended, in every zone that changes its clocks away from midnight', () => {
    for (const zone of [
      'America/Toronto',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Pacific/Apia',
      'America/Sao_Paulo',
    ]) {
      for (const date of datesBetween('2011-10-01', '2012-11-30')) {
        expect(dayInterval(date, zone).to).toBe(startOfDay(addDays(date, 1), zone));
      }
    }
  });

  it('holds exactly the instants of its date', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 * 365 }),
        fc.constantFrom('America/Toronto', 'Australia/Lord_Howe', 'UTC'),
        (day, zone) => {
          const date = new Date(day * DAY).toISOString().slice(0, 10);

          const { from, to } = dayInterval(date, zone);

          expect([from - 1, from, to - 1, to].map((instant) => localDateOf(instant, zone) === date)).toEqual([
            false,
            true,
            true,
            false,
          ]);
        },
      ),
    );
  });
});
