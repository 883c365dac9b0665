import { describe, expect, it } from '@jest/globals';
import type { Shift } from '@tillbridge/domain';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import type { Store } from '../database/store.js';
import { aPart, aShift, NOON, write } from '../testing/builders.js';
import type { RecordChange } from './change.js';
import { hashShift, saveShifts, shiftPosition, shiftsBetween } from './shift-ledger.js';
import { markMissing, tombstoneMissing } from './tombstones.js';

const HOUR = 3_600_000;
const LONGEST = 16 * HOUR;

function save(store: Store, ...shifts: Shift[]): Promise<RecordChange[]> {
  return write(store, (session) => saveShifts(session, 'acme', shifts.map(hashShift), LONGEST));
}

describeOnBothStores('the ledger of shifts', (stores) => {
  it('gives a shift back exactly as it was saved, ended or not', async () => {
    const store = await stores.open();
    const shifts = [aShift(), aShift({ id: '501', end: null, start: NOON + 1 })];

    const changes = await save(store, ...shifts);

    expect(changes.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      { id: '500', isNew: true, before: null, after: { shop: '1', from: NOON, to: NOON + 4 * HOUR } },
      { id: '501', isNew: true, before: null, after: { shop: '1', from: NOON + 1, to: NOON + 1 + LONGEST } },
    ]);
    const read = await shiftsBetween(store.read, aPart());
    expect(read.toSorted((a, b) => a.start - b.start)).toEqual(shifts);
  });

  it('writes nothing for a shift that is the same', async () => {
    const store = await stores.open();
    await save(store, aShift());

    expect(await save(store, aShift())).toEqual([]);
  });

  it('tells where a shift stood and stands when its employee clocks out, or the manager moves it', async () => {
    const store = await stores.open();
    await save(store, aShift({ end: null }));

    const ended = await save(store, aShift({ end: NOON + HOUR }));
    const moved = await save(store, aShift({ shop: '2', start: NOON - HOUR, end: NOON }));

    const short = { shop: '1', from: NOON, to: NOON + HOUR };
    expect(ended).toEqual([{ id: '500', isNew: false, before: { ...short, to: NOON + LONGEST }, after: short }]);
    expect(moved).toMatchObject([{ before: short, after: { shop: '2', from: NOON - HOUR, to: NOON } }]);
  });

  it('takes the last of two shifts with one id in one batch', async () => {
    const store = await stores.open();

    await save(store, aShift({ end: null }), aShift());

    expect(await shiftsBetween(store.read, aPart())).toEqual([aShift()]);
  });

  it('tells where a shift stood that became a tombstone, and revives it', async () => {
    const store = await stores.open();
    const part = aPart({ stream: 'shifts' });
    await save(store, aShift());

    const gone = await write(store, async (session) => {
      await markMissing(session, part, ['500']);
      return tombstoneMissing(session, part, { at: NOON, longest: LONGEST });
    });
    const revived = await save(store, aShift());

    const stood = { shop: '1', from: NOON, to: NOON + 4 * HOUR };
    expect(gone).toEqual([{ id: '500', isNew: false, before: stood, after: null }]);
    expect(revived).toEqual([{ id: '500', isNew: false, before: null, after: stood }]);
  });

  it('reads the shifts that began from the first instant up to, not with, the last', async () => {
    const store = await stores.open();
    const starts = [NOON - 1, NOON, NOON + 9, NOON + 10];
    await save(store, ...starts.map((start, index) => aShift({ id: String(index), start, end: null })));

    const read = await shiftsBetween(store.read, aPart({ to: NOON + 10 }));

    expect(read.map(({ id }) => id).toSorted()).toEqual(['1', '2']);
  });
});

describe('the time that a shift touches', () => {
  it.each([
    ['ends with it', NOON + HOUR, NOON + HOUR],
    ['reaches as far as the longest shift while it is open', null, NOON + LONGEST],
    ['is cut at the longest shift', NOON + 99 * HOUR, NOON + LONGEST],
    ['is an instant where it ended at once', NOON, NOON + 1],
    ['is an instant where it ended before it began', NOON - HOUR, NOON + 1],
  ])('%s', (_what, end, to) => {
    expect(shiftPosition({ shop: '1', start: NOON, end }, LONGEST)).toEqual({ shop: '1', from: NOON, to });
  });
});
