import { rmSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import type { Store } from '../database/store.js';
import { declareConnection } from '../places/connections.js';
import { declareLocations } from '../places/locations.js';
import { quarantine } from '../ledger/quarantine.js';
import { writeCredential } from '../credentials/credentials.js';
import { NOON, write } from '../testing/builders.js';
import { knownLabels, storeSources } from './sources.js';
import { storeCheck } from './store-check.js';

/** The series of a source, as `name label label value`. */
async function seriesOf(store: Store, source: string): Promise<string[]> {
  const series: string[] = [];
  const set = (metric: { name: string }, labels: Readonly<Record<string, string>>, value: number) =>
    void series.push([metric.name.replace('tillbridge_', ''), ...Object.values(labels), value].join(' '));
  await storeSources(store)[source]?.collect({ set });
  return series.toSorted();
}

async function aConnection(store: Store, id: string, active = true): Promise<void> {
  const location = { shop: '1', name: `Shop of ${id}`, region: null, currency: null, rules: '{}' };
  await write(store, async (session) => {
    await declareConnection(session, { id, connector: 'fake', label: id.toUpperCase(), active }, NOON);
    const status = { status: 'operational' as const, from: null, to: null };
    await declareLocations(session, id, [{ ...location, ...status, id: `${id}-1` }]);
  });
}

describeOnBothStores('the gauges of the store', (stores) => {
  it('tell of a connection whether it is active and authorised, and what it holds aside', async () => {
    const store = await stores.open();
    await aConnection(store, 'acme');
    await aConnection(store, 'basic', false);
    const credential = { connectionId: 'acme', sealed: '', version: 1, cause: null, expectedVersion: 0, at: NOON };
    await write(store, (session) => writeCredential(session, { ...credential, state: 'valid' }));
    const bad = { stream: 'shifts' as const, id: '7', cause: '{}', raw: '{}' };
    await write(store, (session) => quarantine(session, 'acme', [bad], NOON));

    expect(await seriesOf(store, 'connections')).toEqual([
      'connection_active acme 1',
      'connection_active basic 0',
      'connection_authorized acme 1',
      'connection_authorized basic 0',
      'connection_info acme ACME fake 1',
      'connection_info basic BASIC fake 1',
      'quarantined_records acme sales 0',
      'quarantined_records acme shifts 1',
      'quarantined_records basic sales 0',
      'quarantined_records basic shifts 0',
    ]);
  });

  it('tell that a person must connect again', async () => {
    const store = await stores.open();
    await aConnection(store, 'acme');
    const revoked = { connectionId: 'acme', sealed: '', version: 1, state: 'revoked' as const, cause: '{}' };
    await write(store, (session) => writeCredential(session, { ...revoked, expectedVersion: 0, at: NOON }));

    expect(await seriesOf(store, 'connections')).toContain('connection_authorized acme 0');
  });

  it('name locations', async () => {
    const store = await stores.open();
    await aConnection(store, 'acme');

    expect(await seriesOf(store, 'locations')).toEqual(['location_info acme-1 Shop of acme acme  1']);
    expect(await knownLabels(store, { connections: ['acme', 'later'], outputs: ['tmas'] })).toMatchObject({
      connection: ['acme', 'later'],
      location: ['acme-1'],
      output: ['tmas'],
    });
  });

  it('tell that the database is there, and how large it is', async () => {
    const store = await stores.open();

    const series = await seriesOf(store, 'store');

    expect(series).toContain(`state_store_up ${store.dialect} 1`);
    expect(Number(series.find((each) => each.startsWith('state_store_size_bytes'))?.split(' ')[1])).toBeGreaterThan(
      1000,
    );
  });
});

describeOnBothStores('the check of the store', (stores) => {
  it('passes while the database answers and has the schema of this build', async () => {
    const store = await stores.open();

    expect(await storeCheck(store).check()).toEqual({ backend: store.dialect });
  });

  it('fails when the file has gone, which SQLite itself would not notice', async () => {
    const store = await stores.open();
    if (store.settings.kind !== 'sqlite') return;
    rmSync(store.settings.path);

    await expect(storeCheck(store).check()).rejects.toMatchObject({ code: 'store.unavailable' });
    expect(await seriesOf(store, 'store')).toEqual(['state_store_up sqlite 0']);
  });

  it('fails when the database was closed', async () => {
    const store = await stores.open();
    const again = await stores.openAgain(store);
    await again.close();

    await expect(storeCheck(again).check()).rejects.toBeDefined();
  });
});
