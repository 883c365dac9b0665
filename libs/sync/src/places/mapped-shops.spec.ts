import { expect, it } from '@jest/globals';
import type { ConnectionSettings, LocationSettings } from '@tillbridge/settings';
import {
  declareConnection,
  declareLocations,
  markConnectionDeleted,
  saveShopMapping,
  type ShopMapping,
  type Store,
} from '@tillbridge/store';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { withMappedShops } from './mapped-shops.js';

const DECLARED: LocationSettings = {
  posId: '1',
  locationId: '0001',
  status: 'operational',
  name: 'Front Street',
  region: 'east',
  timeZone: null,
  currency: null,
  from: null,
  to: null,
  tallies: { grain: 30 },
};
const ACME: ConnectionSettings = {
  id: 'acme',
  label: 'Acme',
  connector: 'fake',
  active: true,
  settings: {},
  tallies: {},
  schedule: { type: 'hourly', startTime: '00:02' },
  locations: [DECLARED],
};

function made(store: Store, mapping: Partial<ShopMapping>): Promise<void> {
  const nothing = { from: null, to: null, name: null, region: null, timeZone: null, currency: null };
  const row = { connectionId: 'acme', shop: '2', location: '0002', status: 'operational' as const, ...nothing };
  return store.transaction(null, (session) =>
    saveShopMapping(session, { ...row, actor: 'key:abcd2345', at: 1, ...mapping }),
  );
}

async function shopsOf(store: Store): Promise<string[]> {
  const { locations } = await withMappedShops(store.read, ACME);
  return locations.map(({ posId, locationId }) => `${posId}->${locationId}`);
}

describeOnBothStores('a shop that a person mapped', (stores) => {
  it('stands beside those of the file, with the words of the file where its location is there', async () => {
    const store = await stores.open();
    await made(store, { shop: '2', location: '0001', name: 'other words' });
    await made(store, { shop: '3', location: '0003', name: 'Harbour Pier' });

    const { locations } = await withMappedShops(store.read, ACME);

    expect(locations.slice(1)).toEqual([
      { ...DECLARED, posId: '2' },
      expect.objectContaining({ posId: '3', locationId: '0003', name: 'Harbour Pier', tallies: {} }),
    ]);
  });

  it('gives way to the file, and takes no location from another connection', async () => {
    const store = await stores.open();
    await store.transaction(null, (session) =>
      declareLocations(session, 'other', [
        { id: '0009', shop: '9', name: null, region: null, currency: null, rules: '{}', ...OPEN },
      ]),
    );
    await made(store, { shop: '1', location: '0007' });
    await made(store, { shop: '2', location: '0009' });

    expect(await shopsOf(store)).toEqual(['1->0001']);
  });

  it('is not asked for where the connection was deleted', async () => {
    const store = await stores.open();
    await store.transaction(null, async (session) => {
      await declareConnection(session, ACME, 1);
      await markConnectionDeleted(session, 'acme', 2);
    });

    await expect(shopsOf(store)).rejects.toThrow('sync.connection_deleted');
  });
});

const OPEN = { status: 'operational' as const, from: null, to: null };
