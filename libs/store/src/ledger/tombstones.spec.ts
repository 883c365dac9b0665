import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { aPart, aSale, NOON, write } from '../testing/builders.js';
import { BOTH_SHOPS, fiveSales } from '../testing/five-sales.js';
import { marksOf } from './marks.js';
import { hashSale, saveSales, salesBetween } from './sale-ledger.js';
import { markMissing, presenceOf, tombstoneMissing } from './tombstones.js';

describeOnBothStores('records that the POS no longer answers for', (stores) => {
  it('are counted per shop beside the live ones', async () => {
    const store = await stores.open();
    await fiveSales(store);
    await write(store, (session) => markMissing(session, BOTH_SHOPS, ['a', 'c', 'unknown']));

    const presence = await presenceOf(store.read, BOTH_SHOPS);

    expect(presence).toEqual([
      { shop: '1', live: 3, missing: 2 },
      { shop: '2', live: 1, missing: 0 },
    ]);
    expect((await marksOf(store.read, BOTH_SHOPS)).get('a')).toMatchObject({ missing: true });
  });

  it('stay live until the window ends, then become tombstones that say where they stood', async () => {
    const store = await stores.open();
    await fiveSales(store);
    await write(store, (session) => markMissing(session, BOTH_SHOPS, ['a', 'd', 'e']));

    const before = (await salesBetween(store.read, BOTH_SHOPS)).map(({ id }) => id);
    const gone = await write(store, (session) => tombstoneMissing(session, BOTH_SHOPS, { at: NOON + 99, longest: 0 }));
    const again = await write(store, (session) => tombstoneMissing(session, BOTH_SHOPS, { at: NOON + 99, longest: 0 }));

    expect(before).toHaveLength(4);
    expect(gone.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      { id: 'a', isNew: false, before: { shop: '1', from: NOON, to: NOON + 1 }, after: null },
      { id: 'd', isNew: false, before: { shop: '2', from: NOON + 3, to: NOON + 4 }, after: null },
    ]);
    expect(again).toEqual([]);
    expect((await salesBetween(store.read, BOTH_SHOPS)).map(({ id }) => id).toSorted()).toEqual(['b', 'c']);
    expect(await presenceOf(store.read, BOTH_SHOPS)).toEqual([{ shop: '1', live: 2, missing: 0 }]);
  });

  it('outside the window, of another shop or another connection stay as they are', async () => {
    const store = await stores.open();
    await fiveSales(store);
    await write(store, (session) => saveSales(session, 'other', [hashSale(aSale({ id: 'a' }))]));
    await write(store, (session) => markMissing(session, BOTH_SHOPS, ['a', 'd', 'e']));

    const gone = await write(store, (session) =>
      tombstoneMissing(session, aPart({ shops: ['2'] }), { at: NOON, longest: 0 }),
    );

    expect(gone.map(({ id }) => id)).toEqual(['d']);
    expect((await marksOf(store.read, { ...BOTH_SHOPS, connectionId: 'other' })).get('a')).toMatchObject({
      missing: false,
    });
    const later = await marksOf(store.read, { ...BOTH_SHOPS, from: BOTH_SHOPS.to, to: BOTH_SHOPS.to + 1 });
    expect(later.get('e')).toMatchObject({ missing: true });
  });
});
