import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { kindOf } from './kind-schedule.js';
import { saleKinds } from './facts.js';
import { createTimetable } from './timetable.js';

const start = Date.parse('2026-10-30T00:00:00Z') / 1000;
const timetable = createTimetable({
  seed: 7,
  start,
  hours: 24 * 5,
  shops: [
    { id: 1, timeZone: 'America/Toronto', opening: 'day' },
    { id: 2, timeZone: 'Asia/Kathmandu', opening: 'late' },
    { id: 3, timeZone: 'US/Pacific', opening: 'allNight' },
  ],
  ticketsPerDay: 90,
  limit: Infinity,
});

describe('the timetable', () => {
  test('never goes back in time from one number to the next', () => {
    for (let index = 1; index < timetable.count; index += 1) {
      expect(timetable.timeOf(index)).toBeGreaterThanOrEqual(timetable.timeOf(index - 1));
    }
  });

  test('finds the first number at or after any instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: start - 9000, max: start + 6 * 86400 }), (instant) => {
        const index = timetable.indexAt(instant);

        if (index > 0) expect(timetable.timeOf(index - 1)).toBeLessThan(instant);
        if (index < timetable.count) expect(timetable.timeOf(index)).toBeGreaterThanOrEqual(instant);
      }),
    );
  });

  test('sells only in opening hours of the shop', () => {
    const hour = new Intl.DateTimeFormat('en-US', { timeZone: 'America/Toronto', hour: 'numeric', hourCycle: 'h23' });

    for (let index = 0; index < timetable.count; index += 1) {
      if (timetable.shopOf(index) !== 1) continue;
      const local = Number(hour.format(timetable.timeOf(index) * 1000));
      expect(local).toBeGreaterThanOrEqual(8);
      expect(local).toBeLessThanOrEqual(20);
    }
  });

  test('holds no more tickets than its limit', () => {
    const short = createTimetable({
      seed: 7,
      start,
      hours: 48,
      shops: [{ id: 1, timeZone: 'UTC', opening: 'day' }],
      ticketsPerDay: 90,
      limit: 100,
    });

    expect(short.count).toBe(100);
    expect(short.indexAt(start + 1e7)).toBe(100);
  });
});

test('each hundred tickets in a row hold every kind', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 1e9 }), (first, seed) => {
      const kinds = new Set(Array.from({ length: 100 }, (_, at) => kindOf(seed, first + at)));

      expect(kinds.size).toBe(saleKinds.length);
    }),
  );
});
