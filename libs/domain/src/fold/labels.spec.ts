import { describe, expect, it } from '@jest/globals';

import { aSale, aShift, at, readAround, theRules } from '../testing/trade.js';
import type { Cover } from '../time/cover.js';
import { HOUR } from '../time/instant.js';
import { foldLocationDay } from './fold.js';
import { mergeByLabel } from './labels.js';

const ZONE = 'America/Toronto';
const FIRST_PASS = at('2026-11-01T05:10:00Z');
const SECOND_PASS = at('2026-11-01T06:10:00Z');

function fallBack(
  salesCover: readonly Cover[],
  zeroRows: 'all' | 'none' = 'all',
  shiftsCover: readonly Cover[] | null = salesCover,
) {
  return foldLocationDay({
    date: '2026-11-01',
    zone: ZONE,
    currency: 'CAD',
    rules: theRules({ zeroRows }),
    sales: [aSale({ completedAt: FIRST_PASS, net: '10.25' })],
    shifts: [aShift({ start: FIRST_PASS, end: SECOND_PASS })],
    salesCover,
    shiftsCover,
  }).cells;
}

describe('rows by wall-clock label', () => {
  it('give a repeated hour once, with the figures of both passes', () => {
    const rows = mergeByLabel(fallBack(readAround(FIRST_PASS)), ZONE, 60);

    expect(rows).toHaveLength(24);
    expect(rows[1]).toMatchObject({ minuteOfDay: 60, sales: '10.25', transactions: 1, items: '1', staffSeconds: 3600 });
    expect(rows[1]?.cells).toHaveLength(2);
    expect(rows[1]?.coveredTo).toBe(at('2026-11-01T07:00:00Z'));
  });

  it('hold half of a repeated hour back until both passes are read', () => {
    const until = at('2026-11-01T06:00:00Z');

    const cells = fallBack([{ from: FIRST_PASS - 48 * HOUR, to: until, asOf: until }]);

    expect(cells.map(({ minuteOfDay }) => minuteOfDay)).toEqual([0, 60]);
    expect(mergeByLabel(cells, ZONE, 60).map(({ minuteOfDay }) => minuteOfDay)).toEqual([0]);
  });

  it('give a repeated hour even when one pass held nothing and zero rows are left out', () => {
    const rows = mergeByLabel(fallBack(readAround(FIRST_PASS), 'none', null), ZONE, 60);

    expect(rows.map(({ minuteOfDay, sales }) => [minuteOfDay, sales])).toEqual([[60, '10.25']]);
  });

  it('do not know staff hours of which they know only half', () => {
    const until = at('2026-11-01T06:00:00Z');
    const shifts = [{ from: FIRST_PASS - 48 * HOUR, to: until, asOf: until }];

    const rows = mergeByLabel(fallBack(readAround(FIRST_PASS), 'all', shifts), ZONE, 60);

    expect(rows.slice(0, 2).map(({ staffSeconds }) => staffSeconds)).toEqual([0, null]);
  });

  it('stand in the order of date and clock, over several dates', () => {
    const next = foldLocationDay({
      date: '2026-11-02',
      zone: ZONE,
      currency: null,
      rules: theRules(),
      sales: [],
      shifts: [],
      salesCover: readAround(FIRST_PASS),
      shiftsCover: null,
    }).cells;

    const rows = mergeByLabel([...next, ...fallBack(readAround(FIRST_PASS))], ZONE, 60);

    expect(rows).toHaveLength(48);
    expect(rows.map(({ date, minuteOfDay }) => `${date} ${String(minuteOfDay).padStart(4, '0')}`)).toEqual(
      rows.map(({ date, minuteOfDay }) => `${date} ${String(minuteOfDay).padStart(4, '0')}`).sort(),
    );
  });
});
