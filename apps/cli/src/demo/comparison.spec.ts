import { describe, expect, it } from '@jest/globals';
import { compare } from './comparison.js';
import type { TrueCell, Truth } from './truth.js';
import { verdict } from './verdict.js';

function cell(over: Partial<TrueCell> = {}): TrueCell {
  const base = { shop: '1', date: '2026-11-01', hour: '01', start: '2026-11-01T05:00:00Z' };
  return { ...base, sales: '10.05', transactions: 2, items: 3, staffSeconds: 1_800, ...over };
}

function truthOf(cells: readonly TrueCell[], kinds: Truth['kinds'] = { sales: { normal: 1 }, shifts: {} }): Truth {
  return { cells, kinds, totals: { sales: '', transactions: 0, items: 0, staffSeconds: 0 } };
}

const TALLY = '0001 2026-11-01T05:00:00Z';
const TMAS = '0001 2026-11-01 01';
const RIGHT = { tally: new Map([[TALLY, ['10.05 2 3 0.50']]]), tmas: new Map([[TMAS, ['10.05 2 3 0.50']]]) };

describe('the comparison of the demo', () => {
  it('finds nothing where every cell agrees', () => {
    expect(compare(truthOf([cell()]), RIGHT)).toEqual({ cells: 1, rows: 1, differences: [] });
  });

  it.each([
    ['sales', '10.06 2 3 0.50'],
    ['transactions', '10.05 1 3 0.50'],
    ['items', '10.05 2 -3 0.50'],
    ['staff hours', '10.05 2 3 0.51'],
    ['unknown staff hours', '10.05 2 3 '],
  ])('notices other %s', (_, figures) => {
    const tally = new Map([[TALLY, [figures]]]);

    expect(compare(truthOf([cell()]), { ...RIGHT, tally }).differences).toEqual([
      `tally ${TALLY}: POS 10.05 2 3 0.50, CSV ${figures}`,
    ]);
  });

  it('notices a cell that is missing, one too many, and one that is there twice', () => {
    const twice = new Map([[TALLY, ['10.05 2 3 0.50', '10.05 2 3 0.50']]]);
    const more = new Map([...RIGHT.tmas, ['0001 2026-11-01 02', ['0.00 0 0 0.00']]]);

    expect(compare(truthOf([cell()]), { ...RIGHT, tally: new Map() }).differences).toHaveLength(1);
    expect(compare(truthOf([cell()]), { ...RIGHT, tally: twice }).differences).toHaveLength(1);
    expect(compare(truthOf([cell()]), { ...RIGHT, tmas: more }).differences).toHaveLength(1);
  });

  it('wants the sum of a repeated hour in the TMAS form, and counts below nothing as nothing', () => {
    const later = cell({
      start: '2026-11-01T06:00:00Z',
      sales: '-20.10',
      transactions: 0,
      items: -5,
      staffSeconds: 19,
    });
    const tally = new Map([...RIGHT.tally, ['0001 2026-11-01T06:00:00Z', ['-20.10 0 -5 0.01']]]);

    const { differences } = compare(truthOf([cell(), later]), { tally, tmas: new Map([[TMAS, ['-10.05 2 0 0.51']]]) });

    expect(differences).toEqual([]);
  });
});

describe('the verdict of the demo', () => {
  const aLongDay = Array.from({ length: 25 }, (_, hour) => cell({ start: `hour ${hour}` }));
  const agreed = { cells: 25, rows: 24, differences: [] };

  it('is good where nothing differs and every kind is there', () => {
    expect(verdict(truthOf(aLongDay), agreed).good).toBe(true);
  });

  it.each([
    ['a difference', truthOf(aLongDay), { ...agreed, differences: ['x'] }],
    ['a kind of which there is none', truthOf(aLongDay, { sales: { refund: 0 }, shifts: {} }), agreed],
    ['no day of 25 hours', truthOf(aLongDay.slice(1)), agreed],
    ['no cell at all', truthOf(aLongDay), { ...agreed, cells: 0 }],
  ])('is bad with %s', (_, truth, comparison) => {
    expect(verdict(truth, comparison).good).toBe(false);
  });
});
