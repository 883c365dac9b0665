import { describe, expect, it } from '@jest/globals';
import type { Cell } from '@tillbridge/domain';
import type { StoredCell } from '@tillbridge/store';
import fc from 'fast-check';
import { changedCells } from './changed-cells.js';

const KEY = { location: '0001', date: '2026-05-14' };
const HOUR = 3_600_000;
const MIDNIGHT = Date.parse('2026-05-14T04:00:00Z');

function aCell(hour: number, changed: Partial<Cell> = {}): Cell {
  const start = MIDNIGHT + hour * HOUR;
  return {
    date: KEY.date,
    minuteOfDay: hour * 60,
    start,
    end: start + HOUR,
    offsetMinutes: -240,
    coveredTo: start + HOUR,
    sales: '10.5',
    transactions: 2,
    items: '3',
    staffSeconds: 3600,
    ...changed,
  };
}

function stored(cell: Cell, changed: Partial<StoredCell> = {}): StoredCell {
  return { ...cell, location: KEY.location, revision: 1, withdrawn: false, ...changed };
}

describe('what a fold changes', () => {
  it('is nothing when the same comes out', () => {
    expect(changedCells(KEY, [stored(aCell(9)), stored(aCell(10))], [aCell(9), aCell(10)])).toEqual({
      cells: [],
      history: [],
    });
  });

  it('is a new cell, with nothing before it', () => {
    const { cells, history } = changedCells(KEY, [stored(aCell(9))], [aCell(9), aCell(10)]);

    expect(cells).toEqual([{ ...aCell(10), location: '0001', withdrawn: false }]);
    expect(history).toEqual([
      {
        ...KEY,
        start: aCell(10).start,
        before: null,
        after: '{"sales":"10.5","transactions":2,"items":"3","staffSeconds":3600}',
      },
    ]);
  });

  it.each([
    ['sales', { sales: '10.51' }],
    ['transactions', { transactions: 3 }],
    ['items', { items: '2.5' }],
    ['staff hours', { staffSeconds: 3601 }],
    ['staff hours that are known now', { staffSeconds: null }],
    ['how far the running hour is covered', { coveredTo: MIDNIGHT + 9.5 * HOUR }],
  ])('is the cell of which %s changed', (_, changed) => {
    const { cells } = changedCells(KEY, [stored(aCell(8)), stored(aCell(9, changed))], [aCell(8), aCell(9)]);

    expect(cells.map(({ start }) => start)).toEqual([aCell(9).start]);
  });

  it('withdraws a cell that no longer comes out: known staff hours become zero, unknown ones stay unknown', () => {
    const { cells, history } = changedCells(KEY, [stored(aCell(9)), stored(aCell(10, { staffSeconds: null }))], []);

    expect(
      cells.map(({ sales, transactions, items, staffSeconds }) => [sales, transactions, items, staffSeconds]),
    ).toEqual([
      ['0', 0, '0', 0],
      ['0', 0, '0', null],
    ]);
    expect(cells.every(({ withdrawn }) => withdrawn)).toBe(true);
    expect(history.map(({ after }) => after)).toEqual([null, null]);
  });

  it('withdraws once, and revives a withdrawn cell that comes out again', () => {
    const withdrawn = stored(aCell(9, { sales: '0', transactions: 0, items: '0', staffSeconds: 0 }), {
      withdrawn: true,
    });

    expect(changedCells(KEY, [withdrawn], []).cells).toEqual([]);
    expect(changedCells(KEY, [withdrawn], [aCell(9)]).history).toMatchObject([{ before: null }]);
    expect(changedCells(KEY, [withdrawn], [withdrawn]).cells).toMatchObject([{ withdrawn: false }]);
  });

  it('is nothing once it was written, whatever stood before', () => {
    const cell = fc
      .tuple(fc.nat(23), fc.constantFrom('0', '1', '2.5'), fc.option(fc.nat(7200)))
      .map(([hour, sales, staffSeconds]) => aCell(hour, { sales, staffSeconds }));
    const cells = fc.uniqueArray(cell, { selector: ({ start }) => start });
    fc.assert(
      fc.property(cells, cells, (before, after) => {
        const standing = new Map(before.map((one) => [one.start, stored(one)]));
        for (const one of changedCells(KEY, [...standing.values()], after).cells) {
          standing.set(one.start, { ...one, revision: 2 });
        }

        expect(changedCells(KEY, [...standing.values()], after).cells).toEqual([]);
        const kept = [...standing.values()].filter(({ withdrawn }) => !withdrawn);
        expect(kept.map(({ start }) => start).toSorted()).toEqual(after.map(({ start }) => start).toSorted());
        expect(standing.size).toBe(new Set([...before, ...after].map(({ start }) => start)).size);
      }),
    );
  });
});
