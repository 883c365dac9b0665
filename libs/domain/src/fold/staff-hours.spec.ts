import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { ODD_DAYS } from '../testing/arbitrary-day.js';
import { aShift, at, readAround, theRules } from '../testing/trade.js';
import type { Cover } from '../time/cover.js';
import { HOUR, MINUTE, SECOND } from '../time/instant.js';
import { addDays, datesBetween } from '../time/local-date.js';
import { startOfDay } from '../time/zone.js';
import type { Shift } from '../trade/shift.js';
import { cellSpansOf } from './cell-spans.js';
import { completedSpans } from './completion.js';
import type { TallyRules } from './rules.js';
import { staffHours } from './staff-hours.js';

const DATE = '2026-05-14';
const ZONE = 'America/Toronto';
const NOON = at('2026-05-14T16:00:00Z');

interface Day {
  readonly date?: string;
  readonly zone?: string;
  readonly rules?: Partial<TallyRules>;
  readonly cover?: readonly Cover[];
}

function hoursOf(
  shifts: readonly Shift[],
  { date = DATE, zone = ZONE, rules = {}, cover = readAround(NOON) }: Day = {},
) {
  const all = theRules(rules);
  const spans = cellSpansOf(date, zone, all.grain);
  const completion = completedSpans(spans, all, cover, cover);
  const { seconds, notes } = staffHours(shifts, { spans, completion }, all);
  const worked = spans.flatMap(({ minuteOfDay }, index) =>
    seconds[index] ? [[minuteOfDay / 60, seconds[index]]] : [],
  );
  return { seconds, worked, notes };
}

describe('staff hours', () => {
  it('are the overlap of each shift with each hour', () => {
    const shift = aShift({ start: at('2026-05-14T13:45:00Z'), end: at('2026-05-14T16:10:30Z') });

    expect(hoursOf([shift]).worked).toEqual([
      [9, 900],
      [10, 3600],
      [11, 3600],
      [12, 630],
    ]);
  });

  it('put every second of a shift into exactly one cell, over days on which clocks change', () => {
    const shift = fc.record({
      day: fc.constantFrom(...ODD_DAYS),
      start: fc.integer({ min: -20 * HOUR, max: 26 * HOUR }),
      length: fc.integer({ min: 1, max: 40 * HOUR }),
      grain: fc.constantFrom<TallyRules['grain'][]>(60, 30, 15),
    });
    fc.assert(
      fc.property(shift, ({ day: [zone, date], start, length, grain }) => {
        const from = startOfDay(date, zone) + start;
        const worked = aShift({ start: from, end: from + length });
        const cover = readAround(from);

        const seconds = datesBetween(addDays(date, -3), addDays(date, 4)).flatMap(
          (each) => hoursOf([worked], { date: each, zone, cover, rules: { grain, maxShift: 48 * HOUR } }).seconds,
        );

        const total = seconds.reduce<number>((sum, value) => sum + (value ?? Number.NaN), 0);
        expect(total).toBe(Math.floor((from + length) / SECOND) - Math.floor(from / SECOND));
      }),
      { numRuns: 500 },
    );
  });

  it('give both passes of a repeated hour their own share', () => {
    const shift = aShift({ start: at('2026-11-01T05:30:00Z'), end: at('2026-11-01T06:20:00Z') });

    const { worked } = hoursOf([shift], { date: '2026-11-01', cover: readAround(shift.start) });

    expect(worked).toEqual([
      [1, 1800],
      [1, 1200],
    ]);
  });

  it('count an open shift in every hour that has been read to its end', () => {
    const readAt = at('2026-05-14T15:30:00Z');
    const cover = [{ from: readAt - 72 * HOUR, to: readAt, asOf: readAt }];

    const { seconds, worked } = hoursOf([aShift({ start: at('2026-05-14T13:30:00Z'), end: null })], { cover });

    expect(worked).toEqual([
      [9, 1800],
      [10, 3600],
    ]);
    expect(seconds[11]).toBeNull();
  });

  it('cap and flag a shift that is longer than the longest', () => {
    const shift = aShift({ id: '40', start: at('2026-05-14T13:30:00Z'), end: at('2026-05-14T19:00:00Z') });

    const { worked, notes } = hoursOf([shift], { rules: { maxShift: 2 * HOUR } });

    expect(worked).toEqual([
      [9, 1800],
      [10, 3600],
      [11, 1800],
    ]);
    expect(notes.capped).toEqual(['40']);
  });

  it('cap and flag a forgotten clock-out', () => {
    const shift = aShift({ id: '41', start: at('2026-05-14T13:00:00Z'), end: null });

    const { worked, notes } = hoursOf([shift], { rules: { maxShift: 90 * MINUTE } });

    expect(worked).toEqual([
      [9, 3600],
      [10, 1800],
    ]);
    expect(notes.capped).toEqual(['41']);
  });

  it('flag no shift that is exactly as long as the longest', () => {
    const shift = aShift({ start: NOON, end: NOON + 16 * HOUR });

    expect(hoursOf([shift]).notes.capped).toEqual([]);
  });

  it('count a shift that began on the day before and ended on this', () => {
    const shift = aShift({ start: at('2026-05-14T02:00:00Z'), end: at('2026-05-14T05:30:00Z') });

    expect(hoursOf([shift]).worked).toEqual([
      [0, 3600],
      [1, 1800],
    ]);
  });

  it('leave excluded employees out and say what they would have added', () => {
    const shifts = [aShift({ employee: '7' }), aShift({ employee: '9', end: at('2026-05-14T14:30:00Z') })];

    const { seconds, notes } = hoursOf(shifts, { rules: { excludeEmployees: ['9'] } });

    expect(seconds[9]).toBe(3600);
    expect(notes.excluded).toEqual({ count: 1, staffSeconds: 5400 });
  });

  it('count nothing of a shift that ends before or when it begins, and name it', () => {
    const backwards = aShift({ id: '50', end: at('2026-05-14T12:00:00Z') });
    const empty = aShift({ id: '51', end: at('2026-05-14T13:00:00Z') });

    const { worked, notes } = hoursOf([empty, backwards]);

    expect(worked).toEqual([]);
    expect(notes.notPositive).toEqual(['50', '51']);
  });

  it('say nothing about shifts of other days', () => {
    const others = [
      aShift({ start: at('2026-05-12T13:00:00Z'), end: null }),
      aShift({ start: at('2026-05-13T13:00:00Z'), end: at('2026-05-13T12:00:00Z') }),
      aShift({ start: at('2026-05-15T13:00:00Z'), end: null, employee: '9' }),
    ];

    expect(hoursOf(others, { rules: { excludeEmployees: ['9'] } }).notes).toEqual({
      capped: [],
      notPositive: [],
      excluded: { count: 0, staffSeconds: 0 },
    });
  });

  it('lose and double nothing when one employee clocks out and in within a second', () => {
    const change = at('2026-05-14T14:20:10Z');
    const shifts = [
      aShift({ start: change - 600_250, end: change + 400 }),
      aShift({ start: change + 400, end: change + 600_900 }),
    ];

    expect(hoursOf(shifts).worked).toEqual([[10, 1201]]);
  });
});
