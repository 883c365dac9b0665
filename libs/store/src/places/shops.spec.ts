import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { NOON, write } from '../testing/builders.js';
import { saveShops, shopsOf } from './shops.js';

describeOnBothStores('the shops of a POS', (stores) => {
  it('are kept as they were last listed; one that is listed no more stays, unlisted', async () => {
    const store = await stores.open();
    const main = { posId: '1', name: 'Main', timeZone: 'America/Toronto', currency: 'CAD', archived: false };
    const old = { posId: '2', name: 'Old', timeZone: null, currency: null, archived: true };
    await write(store, (session) => saveShops(session, 'acme', [main, old], NOON));

    const first = await shopsOf(store.read, 'acme');
    await write(store, (session) =>
      saveShops(
        session,
        'acme',
        [
          { ...main, name: 'twice' },
          { ...main, name: 'Main 2' },
        ],
        NOON + 1,
      ),
    );

    expect(first).toEqual([
      { ...main, listed: true },
      { ...old, listed: true },
    ]);
    expect(await shopsOf(store.read, 'acme')).toEqual([
      { ...main, name: 'Main 2', listed: true },
      { ...old, listed: false },
    ]);
    expect(await shopsOf(store.read, 'other')).toEqual([]);
  });
});
