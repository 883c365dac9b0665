import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import type { Store } from '../database/store.js';
import { aPart, aSale, aShift, NOON, write } from '../testing/builders.js';
import { hashSale, saveSales, salesBetween } from './sale-ledger.js';
import { hashShift, saveShifts } from './shift-ledger.js';
import { markMissing, marksOf, presenceOf, tombstoneMissing } from './vanished.js';

const BOTH = aPart({ shops: ['1', '2'] });

/** Shop 1 sold a, b and c, shop 2 sold d; e lies after the window. */
async function fiveSales(store: Store): Promise<void> {
  const sales = ['a', 'b', 'c', 'd'].map((id, index) =>
    aSale({ id, shop: id === 'd' ? '2' : '1', completedAt: NOON + index }),
  );
  await write(store, (session) =>
    saveSales(session, 'acme', [...sales, aSale({ id: 'e', completedAt: BOTH.to })].map(hashSale)),
  );
}

describeOnBothStores('what a read compares with', (stores) => {
  it('is every live record of the slice, by id, with the hash of its content', async () => {
    const store = await stores.open();
    await fiveSales(store);

    const marks = await marksOf(store.read, BOTH);

    expect([...marks.keys()].toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(marks.get('d')).toEqual({
      hash: hashSale(aSale({ id: 'd', shop: '2', completedAt: NOON + 3 })).hash,
      shop: '2',
      missing: false,
    });
  });

  it('is of one stream, one connection and the shops that are asked for', async () => {
    const store = await stores.open();
    await fiveSales(store);
    await write(store, (session) => saveShifts(session, 'acme', [hashShift(aShift())], 1));

    const ids = async (part: Partial<typeof BOTH>): Promise<string[]> =>
      [...(await marksOf(store.read, { ...BOTH, ...part })).keys()].toSorted();

    expect(await ids({ stream: 'shifts' })).toEqual(['500']);
    expect(await ids({ connectionId: 'other' })).toEqual([]);
    expect(await ids({ shops: ['2'] })).toEqual(['d']);
    expect(await ids({ from: NOON + 1, to: NOON + 2 })).toEqual(['b']);
  });
});

describeOnBothStores('records that vanished', (stores) => {
  it('are counted a shop beside the live ones', async () => {
    const store = await stores.open();
    await fiveSales(store);
    await write(store, (session) => markMissing(session, BOTH, ['a', 'c', 'unknown']));

    const presence = await presenceOf(store.read, BOTH);

    expect(presence).toEqual([
      { shop: '1', live: 3, missing: 2 },
      { shop: '2', live: 1, missing: 0 },
    ]);
    expect((await marksOf(store.read, BOTH)).get('a')).toMatchObject({ missing: true });
  });

  it('stay live until the window ends, then become tombstones that say where they stood', async () => {
    const store = await stores.open();
    await fiveSales(store);
    await write(store, (session) => markMissing(session, BOTH, ['a', 'd', 'e']));

    const before = (await salesBetween(store.read, BOTH)).map(({ id }) => id);
    const gone = await write(store, (session) => tombstoneMissing(session, BOTH, { at: NOON + 99, longest: 0 }));
    const again = await write(store, (session) => tombstoneMissing(session, BOTH, { at: NOON + 99, longest: 0 }));

    expect(before).toHaveLength(4);
    expect(gone.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      { id: 'a', isNew: false, before: { shop: '1', from: NOON, to: NOON + 1 }, after: null },
      { id: 'd', isNew: false, before: { shop: '2', from: NOON + 3, to: NOON + 4 }, after: null },
    ]);
    expect(again).toEqual([]);
    expect((await salesBetween(store.read, BOTH)).map(({ id }) => id).toSorted()).toEqual(['b', 'c']);
    expect(await presenceOf(store.read, BOTH)).toEqual([{ shop: '1', live: 2, missing: 0 }]);
  });

  it('outside the window, of another shop or another connection stay as they are', async () => {
    const store = await stores.open();
    await fiveSales(store);
    await write(store, (session) => saveSales(session, 'other', [hashSale(aSale({ id: 'a' }))]));
    await write(store, (session) => markMissing(session, BOTH, ['a', 'd', 'e']));

    const gone = await write(store, (session) =>
      tombstoneMissing(session, aPart({ shops: ['2'] }), { at: NOON, longest: 0 }),
    );

    expect(gone.map(({ id }) => id)).toEqual(['d']);
    expect((await marksOf(store.read, { ...BOTH, connectionId: 'other' })).get('a')).toMatchObject({ missing: false });
    const later = await marksOf(store.read, { ...BOTH, from: BOTH.to, to: BOTH.to + 1 });
    expect(later.get('e')).toMatchObject({ missing: true });
  });
});
