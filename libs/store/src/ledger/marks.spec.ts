import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { aSale, aShift, NOON, write } from '../testing/builders.js';
import { BOTH_SHOPS, fiveSales } from '../testing/five-sales.js';
import { marksOf } from './marks.js';
import { hashSale } from './sale-ledger.js';
import { hashShift, saveShifts } from './shift-ledger.js';

describeOnBothStores('what a read compares with', (stores) => {
  it('is every live record of the slice, by id, with the hash of its content', async () => {
    const store = await stores.open();
    await fiveSales(store);

    const marks = await marksOf(store.read, BOTH_SHOPS);

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

    const ids = async (part: Partial<typeof BOTH_SHOPS>): Promise<string[]> =>
      [...(await marksOf(store.read, { ...BOTH_SHOPS, ...part })).keys()].toSorted();

    expect(await ids({ stream: 'shifts' })).toEqual(['500']);
    expect(await ids({ connectionId: 'other' })).toEqual([]);
    expect(await ids({ shops: ['2'] })).toEqual(['d']);
    expect(await ids({ from: NOON + 1, to: NOON + 2 })).toEqual(['b']);
  });
});
