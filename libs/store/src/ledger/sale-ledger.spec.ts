import { expect, it } from '@jest/globals';
import type { Sale } from '@tillbridge/domain';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import type { Store } from '../database/store.js';
import { aPart, aSale, NOON, write } from '../testing/builders.js';
import type { RecordChange } from './change.js';
import { hashSale, saveSales, salesBetween } from './sale-ledger.js';
import { marksOf } from './marks.js';
import { markMissing, tombstoneMissing } from './tombstones.js';

function save(store: Store, ...sales: Sale[]): Promise<RecordChange[]> {
  return write(store, (session) => saveSales(session, 'acme', sales.map(hashSale)));
}

function read(store: Store): Promise<Sale[]> {
  return salesBetween(store.read, aPart({ shops: ['1', '2'] }));
}

const at = (shop: string, instant: number): object => ({ shop, from: instant, to: instant + 1 });

describeOnBothStores('the ledger of sales', (stores) => {
  it('gives a sale back exactly as it was saved', async () => {
    const store = await stores.open();
    const sale = aSale({
      net: '123456789012345.1234',
      gross: '-0.50',
      currency: null,
      register: null,
      employee: null,
      source: 'web "shop" \\ é',
      lines: [
        { kind: 'item', quantity: '-1.500', unitPrice: '0' },
        { kind: 'giftCard', quantity: '1', unitPrice: '99999999999999.9999' },
      ],
    });

    const changes = await save(store, sale);

    expect(changes).toEqual([{ id: '100', isNew: true, before: null, after: at('1', NOON) }]);
    expect(await read(store)).toEqual([sale]);
  });

  it.each(['0', '0.00', '-0.01', '1.10', '1.1', '100000000000000000000.000000001', '-123456789012345.1234'])(
    'keeps the amount %s to the last digit',
    async (amount) => {
      const store = await stores.open();

      await save(store, aSale({ net: amount, gross: amount }));

      expect(await read(store)).toMatchObject([{ net: amount, gross: amount }]);
    },
  );

  it('writes nothing for a sale that is the same', async () => {
    const store = await stores.open();
    await save(store, aSale(), aSale({ id: '101' }));

    const changes = await save(store, aSale(), aSale({ id: '101' }));

    expect(changes).toEqual([]);
  });

  it.each<[string, Partial<Sale>]>([
    ['the state', { state: 'voided' }],
    ['the net', { net: '10.01' }],
    ['the gross', { gross: '11.51' }],
    ['the scale of an amount', { net: '10.0' }],
    ['the currency', { currency: 'USD' }],
    ['the register', { register: null }],
    ['the source', { source: 'web' }],
    ['the employee', { employee: '8' }],
    ['a line', { lines: [{ kind: 'miscellaneous', quantity: '1', unitPrice: '10.00' }] }],
    ['the number of lines', { lines: [] }],
  ])('tells and writes a change of %s', async (_what, changed) => {
    const store = await stores.open();
    await save(store, aSale());

    const changes = await save(store, aSale(changed));

    expect(changes).toEqual([{ id: '100', isNew: false, before: at('1', NOON), after: at('1', NOON) }]);
    expect(await read(store)).toEqual([aSale(changed)]);
  });

  it('tells where a sale stood and stands that moved to another shop, another time or out of time', async () => {
    const store = await stores.open();
    await save(store, aSale());

    const moved = await save(store, aSale({ shop: '2', completedAt: NOON + 60_000 }));
    const reopened = await save(store, aSale({ shop: '2', state: 'open', completedAt: null }));
    const closed = await save(store, aSale());

    expect(moved).toMatchObject([{ before: at('1', NOON), after: at('2', NOON + 60_000) }]);
    expect(reopened).toMatchObject([{ isNew: false, before: at('2', NOON + 60_000), after: null }]);
    expect(closed).toMatchObject([{ isNew: false, before: null, after: at('1', NOON) }]);
  });

  it('takes the last of two sales with one id in one batch', async () => {
    const store = await stores.open();

    const changes = await save(store, aSale({ net: '1.00' }), aSale({ id: '101' }), aSale({ net: '2.00' }));

    expect(changes.map(({ id }) => id).toSorted()).toEqual(['100', '101']);
    expect((await read(store)).find(({ id }) => id === '100')?.net).toBe('2.00');
  });

  it('keeps the sales of two connections apart', async () => {
    const store = await stores.open();
    await save(store, aSale());

    const changes = await write(store, (session) => saveSales(session, 'other', [hashSale(aSale({ net: '7' }))]));

    expect(changes).toMatchObject([{ isNew: true }]);
    expect(await read(store)).toEqual([aSale()]);
  });

  it('reads the sales of the shops asked for from the first instant up to, not with, the last', async () => {
    const store = await stores.open();
    await save(
      store,
      aSale({ id: 'before', completedAt: NOON - 1 }),
      aSale({ id: 'first', completedAt: NOON }),
      aSale({ id: 'last', completedAt: NOON + 999 }),
      aSale({ id: 'after', completedAt: NOON + 1_000 }),
      aSale({ id: 'elsewhere', shop: '3' }),
      aSale({ id: 'open', state: 'open', completedAt: null }),
    );

    const sales = await salesBetween(store.read, aPart({ shops: ['1', '2'], to: NOON + 1_000 }));

    expect(sales.map(({ id }) => id).toSorted()).toEqual(['first', 'last']);
    expect(await salesBetween(store.read, aPart({ shops: [] }))).toEqual([]);
  });

  it('changes no day for a sale that was only missing and is seen again, and it is missing no more', async () => {
    const store = await stores.open();
    await save(store, aSale());
    await write(store, (session) => markMissing(session, aPart(), ['100']));

    const changes = await save(store, aSale());

    expect(changes).toEqual([]);
    expect((await marksOf(store.read, aPart())).get('100')?.missing).toBe(false);
  });

  it('revives a tombstone that is seen again, as a record that is not new', async () => {
    const store = await stores.open();
    await save(store, aSale());
    await write(store, async (session) => {
      await markMissing(session, aPart(), ['100']);
      await tombstoneMissing(session, aPart(), { at: NOON, longest: 0 });
    });

    const gone = await read(store);
    const changes = await save(store, aSale());

    expect(gone).toEqual([]);
    expect(changes).toEqual([{ id: '100', isNew: false, before: null, after: at('1', NOON) }]);
    expect(await read(store)).toEqual([aSale()]);
  });

  it('saves nothing where there is nothing to save', async () => {
    const store = await stores.open();

    expect(await save(store)).toEqual([]);
  });
});
