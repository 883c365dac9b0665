import { describe, expect, it } from '@jest/globals';
import type { SentHour, StoredCell } from '@tillbridge/store';
import fc from 'fast-check';
import { locationDayOf } from './location-day.js';
import { lateEdits, unsentPart } from './sent-once.js';
import { aDay, aLocation, cellsOfDay } from './testing/day.js';

const DATE = '2026-05-14';
const BACK = '2026-11-01';

function part(cells: readonly StoredCell[], sent: readonly SentHour[] = [], date = DATE) {
  const day = locationDayOf({ id: 'once', hash: 'h' }, aDay(date), aLocation, cells);
  const folded = { day, cells, zone: day.timeZone };
  return { unsent: unsentPart(folded, sent), late: lateEdits(folded, sent, null) };
}

describe('an output that adds', () => {
  it('is given the hours that never went', () => {
    const cells = cellsOfDay(DATE).slice(0, 3);
    const first = part(cells.slice(0, 2)).unsent;

    const next = part(cells, first.hours).unsent;

    expect(first.hours.map(({ minuteOfDay }) => minuteOfDay)).toEqual([0, 60]);
    expect(next.hours.map(({ minuteOfDay }) => minuteOfDay)).toEqual([120]);
    expect(next.day.cells.map(({ minuteOfDay }) => minuteOfDay)).toEqual([120]);
  });

  it('is given a repeated hour whole, once', () => {
    const cells = cellsOfDay(BACK);

    const half = part(cells.slice(0, 2), [], BACK).unsent;
    const whole = part(cells.slice(0, 3), half.hours, BACK).unsent;

    expect(half.hours.map(({ minuteOfDay }) => minuteOfDay)).toEqual([0]);
    expect(whole.hours).toMatchObject([{ minuteOfDay: 60, sales: '3', transactions: 2 }]);
    expect(whole.day.cells).toHaveLength(2);
  });

  it('is not given the running hour, of which the rest could never follow', () => {
    const cells = cellsOfDay(DATE)
      .slice(0, 2)
      .map((cell, index) => ({ ...cell, coveredTo: index === 1 ? cell.end - 1 : cell.end }));

    expect(part(cells).unsent.hours.map(({ minuteOfDay }) => minuteOfDay)).toEqual([0]);
  });

  it('is given the quarters of an hour together, for it may add them up', () => {
    const quarters = cellsOfDay(DATE, 15);
    const day = (count: number) => {
      const cells = quarters.slice(0, count);
      const folded = locationDayOf({ id: 'once', hash: 'h' }, aDay(DATE, { grain: 15 }), aLocation, cells);
      return unsentPart({ day: folded, cells, zone: 'America/Toronto' }, []).hours.map((hour) => hour.minuteOfDay);
    };

    expect(day(3)).toEqual([]);
    expect(day(7)).toEqual([0, 15, 30, 45]);
  });

  it('is not given an hour that was withdrawn before it went', () => {
    const cells = cellsOfDay(DATE).map((cell) => ({ ...cell, withdrawn: true }));

    expect(part(cells).unsent.hours).toEqual([]);
  });

  it('never gets an hour twice, however the day grows', () => {
    const date = fc.constantFrom(DATE, BACK, '2026-03-08');
    fc.assert(
      fc.property(date, fc.array(fc.nat(25), { maxLength: 6 }), (day, lengths) => {
        const all = cellsOfDay(day);
        const sent: SentHour[] = [];

        for (const length of [...lengths.toSorted((a, b) => a - b), all.length]) {
          sent.push(...part(all.slice(0, length), sent, day).unsent.hours);
        }

        expect(sent.map(({ minuteOfDay }) => minuteOfDay)).toEqual([
          ...new Set(all.map(({ minuteOfDay }) => minuteOfDay)),
        ]);
        const sum = (figures: readonly { readonly sales: string }[]): number =>
          figures.reduce((total, { sales }) => total + Number(sales), 0);
        expect(sum(sent)).toBe(sum(all));
      }),
    );
  });
});

describe('an edit after an hour went to an output that adds', () => {
  it('is listed with what was sent and what stands now', () => {
    const cells = cellsOfDay(DATE);
    const { hours } = part(cells).unsent;
    const edited = cells.map((cell, index) => (index === 9 ? { ...cell, sales: '100' } : cell));

    expect(part(cells, hours).late).toEqual([]);
    expect(part(edited, hours).late).toMatchObject([
      { location: '0001', date: DATE, minuteOfDay: 540, sent: { sales: '9' }, now: { sales: '100' } },
    ]);
  });

  it('is listed when the hour no longer stands', () => {
    const cells = cellsOfDay(DATE).slice(0, 1);
    const { hours } = part(cells).unsent;

    const { late } = part(
      cells.map((cell) => ({ ...cell, withdrawn: true })),
      hours,
    );

    expect(late).toMatchObject([{ minuteOfDay: 0, now: null }]);
  });
});
