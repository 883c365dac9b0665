import { describe, expect, it } from '@jest/globals';
import { locationDayOf } from './location-day.js';
import { aDay, aLocation, cellsOfDay } from './testing/day.js';

const OUTPUT = { id: 'tmas', hash: 'h1' };
const BACK = '2026-11-01';

function hoursSent(cells: ReturnType<typeof cellsOfDay>, day = aDay(BACK)): number[] {
  return locationDayOf(OUTPUT, day, aLocation, cells).cells.map((cell) => cell.minuteOfDay / 60);
}

describe('a location-day on its way to an output', () => {
  it('names itself by output, location, date, revision and settings', () => {
    const day = locationDayOf(OUTPUT, aDay('2026-05-14'), aLocation, cellsOfDay('2026-05-14'));

    expect(day).toMatchObject({
      location: '0001',
      locationName: 'Front Street',
      messageId: 'tmas.0001.2026-05-14.2.h1',
      revision: 2,
      grain: 60,
      currency: 'CAD',
      currencyDigits: 2,
    });
    expect(day.cells).toHaveLength(24);
  });

  it('holds both halves of a repeated hour', () => {
    expect(hoursSent(cellsOfDay(BACK)).slice(0, 4)).toEqual([0, 1, 1, 2]);
  });

  it('holds back one half of a repeated hour while the other is not there', () => {
    const [midnight, first, second] = cellsOfDay(BACK);

    expect(hoursSent([midnight, first].filter((cell) => cell !== undefined))).toEqual([0]);
    expect(hoursSent([midnight, second].filter((cell) => cell !== undefined))).toEqual([0]);
  });

  it('does so for each label of a finer grain', () => {
    const cells = cellsOfDay(BACK, 30);

    expect(hoursSent(cells.slice(0, 5), aDay(BACK, { grain: 30 }))).toEqual([0, 0.5, 1, 1]);
  });

  it('keeps a half that was withdrawn beside one that stands', () => {
    const [, first, second] = cellsOfDay(BACK);
    const halves = [first, second].flatMap((cell, index) =>
      cell === undefined ? [] : [{ ...cell, withdrawn: index === 0 }],
    );

    expect(hoursSent(halves)).toEqual([1, 1]);
  });

  it('names the lasting zone of a place that took another that day', () => {
    const at = Date.parse('2026-05-15T04:00:00Z');
    const day = { ...aDay('2026-05-14'), timeZone: `America/Toronto>${at}>America/Vancouver` };

    const sent = locationDayOf(OUTPUT, day, aLocation, cellsOfDay('2026-05-14'));

    expect(sent.timeZone).toBe('America/Vancouver');
    expect(sent.cells.map(({ minuteOfDay }) => minuteOfDay / 60).at(-1)).toBe(20);
  });

  it('keeps every cell of a day whose zone is not known', () => {
    const day = { ...aDay(BACK), timeZone: '' };

    expect(hoursSent(cellsOfDay(BACK).slice(0, 2), day)).toEqual([0, 1]);
  });
});
