import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAY, HOUR, type Instant, MINUTE } from '@tillbridge/domain';
import type { ScheduleSettings } from '@tillbridge/settings';
import { dueAfter } from './due.js';

const ZONES = [
  'UTC',
  'America/Toronto',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Caracas',
  'Australia/Lord_Howe',
  'Australia/Adelaide',
  'Asia/Kathmandu',
  'Asia/Pyongyang',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Europe/Lisbon',
  'Africa/Casablanca',
] as const;

const aZone = fc.constantFrom(...ZONES);
const anInstant = fc.integer({ min: Date.UTC(2006, 0, 1), max: Date.UTC(2030, 0, 1) });
/** Before 23:00: Pyongyang once skipped the end of a day. */
const aStartTime = fc.tuple(fc.nat(22), fc.nat(59)).map(([hour, minute]) => `${two(hour)}:${two(minute)}`);

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function duesOf(schedule: ScheduleSettings, zone: string, from: Instant, to: Instant): Instant[] {
  const dues: Instant[] = [];
  for (let due = dueAfter(schedule, zone, from - 1); due < to; due = dueAfter(schedule, zone, due)) dues.push(due);
  return dues;
}

/** What a clock on the wall shows, by `Intl` alone: it shares no code with what is tested. */
function wallClock(zone: string): (instant: Instant) => { date: string; time: string } {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  return (instant) => {
    const [date = '', time = ''] = format.format(instant).split(' ');
    return { date, time };
  };
}

/** Days on which the clocks of a zone change, found by looking at each hour of 24 years. */
const changes = new Map<string, Instant[]>();
function changesOf(zone: string): Instant[] {
  const known = changes.get(zone);
  if (known !== undefined) return known;
  const clock = wallClock(zone);
  const offsetAt = (instant: Instant): number => {
    const { date, time } = clock(instant);
    return Date.parse(`${date}T${time}:00Z`) - instant;
  };
  const found: Instant[] = [];
  for (let day = Date.UTC(2006, 0, 1); day < Date.UTC(2030, 0, 1); day += DAY) {
    if (offsetAt(day) !== offsetAt(day + DAY)) found.push(day);
  }
  changes.set(zone, found);
  return found;
}

/** Two days around a moment, and more often than not around a change of clocks. */
const someDays = aZone.chain((zone) => {
  const days = changesOf(zone);
  const around = days.length === 0 ? anInstant : fc.oneof(anInstant, fc.constantFrom(...days));
  return fc.tuple(fc.constant(zone), around);
});

describe('a schedule', () => {
  it('that is hourly comes exactly once in every hour that passes, whatever the clocks do', () => {
    fc.assert(
      fc.property(someDays, fc.nat(59), ([zone, around], minute) => {
        const from = Math.floor(around / HOUR) * HOUR - 6 * HOUR;
        const dues = duesOf({ type: 'hourly', startTime: `00:${two(minute)}` }, zone, from, from + 2 * DAY);

        expect(dues.map((due) => Math.floor((due - from) / HOUR))).toEqual(Array.from({ length: 48 }, (_, at) => at));
      }),
      { numRuns: 400 },
    );
  });

  it('that is hourly shows its minute on the wall except where no minute of the hour does', () => {
    fc.assert(
      fc.property(someDays, fc.nat(59), ([zone, around], minute) => {
        const clock = wallClock(zone);
        const from = Math.floor(around / HOUR) * HOUR - 6 * HOUR;
        for (const due of duesOf({ type: 'hourly', startTime: `00:${two(minute)}` }, zone, from, from + 2 * DAY)) {
          const hour = Math.floor(due / HOUR) * HOUR;
          const shown = Array.from({ length: 60 }, (_, at) => hour + at * MINUTE).filter((at) =>
            clock(at).time.endsWith(`:${two(minute)}`),
          );
          expect(shown.length === 0 || shown[0] === due).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('that is hourly begins at its start time each day', () => {
    const dues = duesOf(
      { type: 'hourly', startTime: '22:15' },
      'America/Toronto',
      at('2026-05-14T00:00Z'),
      at('2026-05-16T00:00Z'),
    );

    expect(dues.map(textOf)).toEqual(['2026-05-14T02:15', '2026-05-14T03:15', '2026-05-15T02:15', '2026-05-15T03:15']);
  });

  it('that is daily comes once on each date that the zone has, at its time or right after the gap over it', () => {
    fc.assert(
      fc.property(someDays, aStartTime, ([zone, around], startTime) => {
        const clock = wallClock(zone);
        const from = Math.floor(around / DAY) * DAY - 3 * DAY;
        const dues = duesOf({ type: 'daily', startTime }, zone, from, from + 7 * DAY);
        const minutes = Array.from({ length: 7 * 24 * 60 }, (_, index) => clock(from + index * MINUTE));
        const whole = [...new Set(minutes.map(({ date }) => date))].slice(1, -1);

        for (const date of whole) {
          const due = dues.filter((instant) => clock(instant).date === date).map((instant) => clock(instant).time);
          const times = minutes.filter((minute) => minute.date === date).map(({ time }) => time);
          expect({ date, due }).toEqual({ date, due: [times.find((time) => time >= startTime)] });
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['a time that the clocks skip', '02:30', 'America/New_York', '2026-03-08T05:00Z', '2026-03-08T07:00'],
    ['a time that the clocks repeat', '01:30', 'America/New_York', '2026-11-01T04:00Z', '2026-11-01T05:30'],
    ['midnight that the clocks skip', '00:02', 'America/Sao_Paulo', '2017-10-15T02:00Z', '2017-10-15T03:00'],
  ])('that is daily at %s comes once', (_, startTime, zone, from, due) => {
    const dues = duesOf({ type: 'daily', startTime }, zone, at(from), at(from) + 23 * HOUR);

    expect(dues.map(textOf)).toEqual([due]);
  });

  it('every so many minutes counts from the epoch', () => {
    fc.assert(
      fc.property(anInstant, fc.integer({ min: 1, max: 1440 }), (after, minutes) => {
        const due = dueAfter({ type: 'every', minutes }, 'UTC', after);

        expect(due % (minutes * MINUTE)).toBe(0);
        expect(due - after).toBeGreaterThan(0);
        expect(due - after).toBeLessThanOrEqual(minutes * MINUTE);
      }),
    );
  });

  it('by cron comes at each minute that fits on the wall', () => {
    fc.assert(
      fc.property(aZone, anInstant, fc.nat(59), (zone, around, minute) => {
        const clock = wallClock(zone);
        const from = Math.floor(around / DAY) * DAY;
        const dues = duesOf({ type: 'cron', expression: `${minute} */6 * * *` }, zone, from, from + 2 * DAY);
        const wanted = Array.from({ length: 2 * 24 * 60 }, (_, index) => from + index * MINUTE).filter((instant) => {
          const { time } = clock(instant);
          return Number(time.slice(0, 2)) % 6 === 0 && Number(time.slice(3)) === minute;
        });

        expect(dues).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });

  it('is due strictly after the moment asked about, in whole minutes', () => {
    const schedule: ScheduleSettings = { type: 'hourly', startTime: '00:02' };

    expect(textOf(dueAfter(schedule, 'UTC', at('2026-05-14T10:02Z')))).toBe('2026-05-14T11:02');
    expect(textOf(dueAfter(schedule, 'UTC', at('2026-05-14T10:02Z') - 1))).toBe('2026-05-14T10:02');
    expect(textOf(dueAfter({ type: 'daily', startTime: '10:02' }, 'UTC', at('2026-05-14T10:02Z') - 1))).toBe(
      '2026-05-14T10:02',
    );
    expect(textOf(dueAfter({ type: 'daily', startTime: '10:02' }, 'UTC', at('2026-05-14T10:02Z') + 1))).toBe(
      '2026-05-15T10:02',
    );
  });

  it('that is never due says so', () => {
    expect(() => dueAfter({ type: 'cron', expression: '0 0 31 2 *' }, 'UTC', 0)).toThrow('never due');
  });
});

function at(text: string): Instant {
  return Date.parse(text);
}

function textOf(instant: Instant): string {
  return new Date(instant).toISOString().slice(0, 16);
}
