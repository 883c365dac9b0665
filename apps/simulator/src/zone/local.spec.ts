import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cellAt, cellsBetween } from '../truth/cells.js';
import { dateOf, dayOf, instantOf, localDay, startOfDay } from './local.js';
import { isZone, zoneOf } from './zone.js';

const zones = [
  'America/Toronto',
  'America/St_Johns',
  'US/Pacific',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/Santiago',
  'Africa/Casablanca',
];

function day(text: string): number {
  return dayOf(text) ?? NaN;
}

describe('a zone', () => {
  test('has the offset that Intl tells, at any minute', () => {
    const at = fc.integer({ min: Date.parse('2012-01-01') / 60000, max: Date.parse('2036-01-01') / 60000 });

    fc.assert(
      fc.property(fc.constantFrom(...zones), at, (name, minute) => {
        const wall = new Intl.DateTimeFormat('sv-SE', {
          timeZone: name,
          dateStyle: 'short',
          timeStyle: 'medium',
        }).format(minute * 60000);

        expect(zoneOf(name).offsetAt(minute * 60)).toBe(Date.parse(wall.replace(' ', 'T') + 'Z') / 1000 - minute * 60);
      }),
      { numRuns: 500 },
    );
  });

  test('is known by its name or not at all', () => {
    expect([isZone('US/Pacific'), isZone('Mars/Base')]).toEqual([true, false]);
  });

  test('starts a local day at its first instant, even where midnight is skipped', () => {
    for (const name of zones) {
      const zone = zoneOf(name);
      for (let at = day('2026-01-01'); at < day('2027-01-01'); at += 1) {
        const start = startOfDay(zone, at);
        expect([localDay(zone, start), localDay(zone, start - 1)]).toEqual([at, at - 1]);
      }
    }
  });

  test('puts a skipped wall time after the gap and a repeated one at its first turn', () => {
    const zone = zoneOf('America/Toronto');

    const skipped = instantOf(zone, day('2026-03-08'), 2.5 * 3600);
    const repeated = instantOf(zone, day('2026-11-01'), 1.5 * 3600);

    expect(new Date(skipped * 1000).toISOString()).toBe('2026-03-08T07:30:00.000Z');
    expect(new Date(repeated * 1000).toISOString()).toBe('2026-11-01T05:30:00.000Z');
  });

  test('is cut into cells without gap or overlap, 25 on the day clocks go back, 23 in spring', () => {
    const zone = zoneOf('America/Toronto');
    const cells = (text: string) => cellsBetween(zone, startOfDay(zone, day(text)), startOfDay(zone, day(text) + 1));

    const autumn = cells('2026-11-01');

    expect(autumn.map(({ hour }) => hour).filter((hour) => hour === '01')).toHaveLength(2);
    expect([autumn.length, cells('2026-03-08').length]).toEqual([25, 23]);
    autumn.forEach((cell, at) => {
      if (at > 0) expect(cell.start).toBe(autumn[at - 1]?.end);
      expect(cellAt(autumn, cell.start)).toBe(at);
      expect(cellAt(autumn, cell.end - 1)).toBe(at);
    });
  });

  test('cuts the repeated half hour of Lord Howe into a cell of its own', () => {
    const zone = zoneOf('Australia/Lord_Howe');

    const cells = cellsBetween(zone, startOfDay(zone, day('2026-04-05')), startOfDay(zone, day('2026-04-06')));

    expect(cells.slice(1, 4).map(({ hour, offsetMinutes, start, end }) => [hour, offsetMinutes, end - start])).toEqual([
      ['01', 660, 3600],
      ['01', 630, 1800],
      ['02', 630, 3600],
    ]);
  });
});

test('a change in the middle of an hour cuts that hour in two', () => {
  const zone = zoneOf('America/St_Johns');

  const cells = cellsBetween(zone, startOfDay(zone, day('2011-03-13')), startOfDay(zone, day('2011-03-14')));

  expect(cells.slice(0, 2).map(({ hour, offsetMinutes, start, end }) => [hour, offsetMinutes, end - start])).toEqual([
    ['00', -210, 60],
    ['01', -150, 59 * 60],
  ]);
});

test('a date and its day number are each other', () => {
  expect([dateOf(day('2026-05-14')), dayOf('2026-02-30'), dayOf('14.5.2026')]).toEqual([
    '2026-05-14',
    undefined,
    undefined,
  ]);
});
