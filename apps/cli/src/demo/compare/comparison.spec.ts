import { describe, expect, it } from '@jest/globals';
import { gathered, type HeldOutput } from '../outputs/held.js';
import { changesBetween, judgeChanges } from './changes.js';
import { compare } from './comparison.js';
import { liveChanges } from './live-changes.js';
import type { TrueCell, Truth } from './truth.js';
import { type Pass, verdictOf } from './verdict.js';

function cell(over: Partial<TrueCell> = {}): TrueCell {
  const base = { shop: '1', date: '2026-11-01', hour: '01', start: '2026-11-01T05:00:00Z' };
  return { ...base, sales: '10.05', transactions: 2, items: 3, staffSeconds: 1_800, ...over };
}

function truthOf(cells: readonly TrueCell[], kinds: Truth['kinds'] = { sales: { normal: 1 }, shifts: {} }): Truth {
  const totals = { sales: '', transactions: 0, items: 0, staffSeconds: 0 };
  return { asOf: '2026-11-05T12:00:00Z', cells, kinds, totals };
}

function held(keyedBy: HeldOutput['keyedBy'], ...rows: ReadonlyArray<readonly [string, string, number?]>): HeldOutput {
  const cells = gathered(rows.map(([name, figures, revision = 1]) => [name, { figures, revision }]));
  return { output: 'hook', keyedBy, cells };
}

const BY_INSTANT = '0001 2026-11-01T05:00:00Z';
const BY_HOUR = '0001 2026-11-01 01';
const RIGHT = '10.05 2 3 0.50';

describe('the comparison of the demo', () => {
  it('finds nothing where every cell agrees', () => {
    const truth = truthOf([cell()]);

    expect(compare(truth, held('instant', [BY_INSTANT, RIGHT]))).toEqual({ output: 'hook', cells: 1, differences: [] });
    expect(compare(truth, held('hour', [BY_HOUR, RIGHT])).differences).toEqual([]);
  });

  it.each([
    ['sales', '10.06 2 3 0.50'],
    ['transactions', '10.05 1 3 0.50'],
    ['items', '10.05 2 -3 0.50'],
    ['staff hours', '10.05 2 3 0.51'],
    ['unknown staff hours', '10.05 2 3 '],
    ['a hour that was withdrawn', '10.05 2 3 0.50 withdrawn'],
  ])('notices other %s', (_, figures) => {
    expect(compare(truthOf([cell()]), held('instant', [BY_INSTANT, figures])).differences).toEqual([
      `hook ${BY_INSTANT}: POS ${RIGHT}, hook ${figures}`,
    ]);
  });

  it('notices a cell that is missing, one too many, and one that is there twice', () => {
    const truth = truthOf([cell()]);
    const twice = held('instant', [BY_INSTANT, RIGHT], [BY_INSTANT, RIGHT]);
    const more = held('hour', [BY_HOUR, RIGHT], ['0001 2026-11-01 02', '0.00 0 0 0.00']);

    expect(compare(truth, held('instant')).differences).toHaveLength(1);
    expect(compare(truth, twice).differences).toHaveLength(1);
    expect(compare(truth, more).differences).toHaveLength(1);
  });

  it('wants the sum of a repeated hour by the clock, and counts below nothing as nothing', () => {
    const start = '2026-11-01T06:00:00Z';
    const later = cell({ start, sales: '-20.10', transactions: 0, items: -5, staffSeconds: 19 });
    const truth = truthOf([cell(), later]);
    const instants = held('instant', [BY_INSTANT, RIGHT], [`0001 ${start}`, '-20.10 0 -5 0.01']);

    expect(compare(truth, instants).differences).toEqual([]);
    expect(compare(truth, held('hour', [BY_HOUR, '-10.05 2 0 0.51'])).differences).toEqual([]);
  });
});

describe('the judgement of changes', () => {
  const other = cell({ start: '2026-11-01T06:00:00Z', hour: '02' });
  const BY_OTHER = '0001 2026-11-01T06:00:00Z';
  const truth = { before: truthOf([cell(), other]), after: truthOf([cell({ sales: '9.00', transactions: 1 }), other]) };
  const before = held('instant', [BY_INSTANT, RIGHT], [BY_OTHER, RIGHT]);

  it.each([
    ['exactly the cell that changed, at a higher revision', [BY_INSTANT, '9.00 1 3 0.50', 2], [BY_OTHER, RIGHT, 1], []],
    ['a cell that stayed', [BY_INSTANT, RIGHT, 1], [BY_OTHER, RIGHT, 1], ['unchanged']],
    ['an old revision', [BY_INSTANT, '9.00 1 3 0.50', 1], [BY_OTHER, RIGHT, 1], ['oldRevision']],
    ['another cell', [BY_INSTANT, '9.00 1 3 0.50', 2], [BY_OTHER, '9.00 2 3 0.50', 2], ['unasked']],
    ['a revision for nothing', [BY_INSTANT, '9.00 1 3 0.50', 2], [BY_OTHER, RIGHT, 2], ['unasked']],
  ] as const)('tells of %s', (_, one, two, wrong) => {
    const judged = judgeChanges(truth, { before, after: held('instant', one, two) });

    expect(judged.wanted).toBe(1);
    expect(judged.faults.map(({ why }) => why)).toEqual(wrong);
  });

  it('notices a change of staff hours that is too small to be written', () => {
    const seconds = { before: truthOf([cell()]), after: truthOf([cell({ staffSeconds: 1_801 })]) };
    const one = held('instant', [BY_INSTANT, RIGHT, 1]);
    const two = held('instant', [BY_INSTANT, RIGHT, 2]);

    expect(judgeChanges(seconds, { before: one, after: two }).faults).toEqual([]);
    expect(judgeChanges(seconds, { before: one, after: one }).faults).toHaveLength(1);
  });

  it('sees a row of a file change by its figures alone, since its revision is the whole day’s', () => {
    expect(changesBetween(held('hour', [BY_HOUR, RIGHT, 1]), held('hour', [BY_HOUR, RIGHT, 2]))).toEqual([]);
  });
});

describe('changes while it sells', () => {
  it('come together by the hour on the clock, whatever an output calls it', () => {
    const csv = (figures: string, revision: number): HeldOutput => ({
      ...held('hour', [BY_HOUR, figures, revision]),
      output: 'tmas',
    });
    const before = [held('instant'), csv(RIGHT, 1)];
    const after = [held('instant', [BY_INSTANT, '12.00 3 4 0.50', 2]), csv('12.00 3 4 0.50', 2)];

    expect(liveChanges([cell()], before, after)).toEqual([
      { name: `${BY_HOUR}:00`, before: '-', after: '12.00 3 4 0.50', revision: 2, outputs: ['hook', 'tmas'] },
    ]);
  });
});

describe('the verdict of the demo', () => {
  const aLongDay = Array.from({ length: 25 }, (_, hour) => cell({ start: `hour ${hour}` }));
  const agreed = [{ output: 'hook', cells: 1_000, differences: [] }];
  const change = { name: 'x', before: '-', after: '-', revisionBefore: 1, revisionAfter: 2 };
  const good: Pass = {
    truth: truthOf(aLongDay),
    compared: { first: agreed, last: agreed },
    repeated: { moved: [], messages: 0 },
    edited: [{ output: 'hook', wanted: 1, changed: [change], faults: [] }],
  };
  const differing = [{ output: 'hook', cells: 1_000, differences: ['x'] }];
  const few = [{ output: 'hook', cells: 999, differences: [] }];

  it('is good where nothing differs and every kind is there', () => {
    expect(verdictOf(good).good).toBe(true);
  });

  it.each<[string, Partial<Pass>]>([
    ['a difference at first', { compared: { first: differing, last: agreed } }],
    ['a difference at the end', { compared: { first: agreed, last: differing } }],
    ['fewer than a thousand cells', { compared: { first: agreed, last: few } }],
    ['no output', { compared: { first: [], last: [] } }],
    ['a cell that moved for nothing', { repeated: { moved: [change], messages: 0 } }],
    ['a message for nothing', { repeated: { moved: [], messages: 1 } }],
    ['edits that change nothing', { edited: [{ output: 'hook', wanted: 0, changed: [], faults: [] }] }],
    [
      'a cell that changed for nothing',
      { edited: [{ output: 'hook', wanted: 1, changed: [], faults: [{ output: 'hook', name: 'x', why: 'unasked' }] }] },
    ],
    ['a kind of which there is none', { truth: truthOf(aLongDay, { sales: { refund: 0 }, shifts: {} }) }],
    ['no day of 25 hours', { truth: truthOf(aLongDay.slice(1)) }],
  ])('is bad with %s', (_, worse) => {
    expect(verdictOf({ ...good, ...worse }).good).toBe(false);
  });
});
