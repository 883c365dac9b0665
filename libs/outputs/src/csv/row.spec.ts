import { describe, expect, it } from '@jest/globals';
import { dayWith } from '../testing/day.js';
import { rowsByInstant, rowsByLabel } from './row.js';

/** A day folded in quarters of which the first `read` have been read; each sold for 1. */
function quarters(read: number, over: { readonly date?: string; readonly timeZone?: string } = {}) {
  return dayWith({ ...over, grain: 15, figures: ({ index }) => (index < read ? { sales: '1' } : null) });
}

describe('a row that is coarser than the tally', () => {
  it('waits until all of its hour has been read', () => {
    expect(rowsByLabel(quarters(3), 60)).toEqual([]);
    expect(rowsByLabel(quarters(7), 60)).toMatchObject([{ minuteOfDay: 0, sales: '4' }]);
  });

  it('goes out as it is where the tally has the same grain', () => {
    expect(rowsByLabel(quarters(3), 15)).toHaveLength(3);
  });

  it('holds what there is of an hour that the clocks cut short', () => {
    const lordHowe = { date: '2026-10-04', timeZone: 'Australia/Lord_Howe' };

    const rows = rowsByLabel(quarters(96, lordHowe), 60);

    expect(rows.find((row) => row.minuteOfDay === 120)).toMatchObject({ seconds: 1800, sales: '2' });
    expect(rows).toHaveLength(24);
  });

  it('waits for the second pass of a repeated hour under one label, and not where the passes are kept apart', () => {
    const back = { date: '2026-11-01', timeZone: 'America/Toronto' };

    const label = rowsByLabel(quarters(8, back), 60);
    const instant = rowsByInstant(quarters(8, back), 60);

    expect(label.map((row) => row.minuteOfDay)).toEqual([0]);
    expect(instant.map((row) => row.minuteOfDay)).toEqual([0, 60]);
  });
});

describe('a row of a repeated hour', () => {
  it('is rounded once, after its cells were added', () => {
    const day = dayWith({
      date: '2026-11-01',
      figures: ({ label }) => (label === '01:00' ? { sales: '0.005' } : {}),
    });

    const row = rowsByLabel(day, null).find(({ minuteOfDay }) => minuteOfDay === 60);

    expect(row?.sales).toBe('0.01');
  });
});
