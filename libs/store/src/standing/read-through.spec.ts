import { expect, it } from '@jest/globals';
import { DAY, HOUR } from '@tillbridge/domain';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import type { Store } from '../database/store.js';
import { writeCoverage } from '../ledger/coverage.js';
import type { LedgerStream } from '../ledger/ledger-part.js';
import { declareConnection } from '../places/connections.js';
import { declareLocations } from '../places/locations.js';
import { declareMapping } from '../places/mapping.js';
import { saveZone } from '../places/zones.js';
import { NOON, write } from '../testing/builders.js';
import { readThrough } from './read-through.js';

const SINCE = NOON - 7 * DAY;

async function aConnection(store: Store, mapping: ReadonlyArray<readonly [shop: string, location: string]>) {
  await write(store, async (session) => {
    await declareConnection(session, { id: 'acme', connector: 'fake', label: 'Acme', active: true }, NOON);
    const rest = { name: null, region: null, currency: null, rules: '', status: 'operational' as const };
    const ids = [...new Set(mapping.map(([, location]) => location))];
    const locations = ids.map((id) => ({ ...rest, id, shop: '1', from: null, to: null }));
    await declareLocations(session, 'acme', locations);
    const rows = mapping.map(([shop, location]) => ({ shop, location, from: '', to: '' }));
    await declareMapping(session, 'acme', rows);
  });
}

function read(store: Store, stream: LedgerStream, shop: string, [from, to]: readonly [number, number]): Promise<void> {
  const part = { connectionId: 'acme', stream, shops: [shop], from, to };
  return write(store, (session) => writeCoverage(session, part, to));
}

describeOnBothStores('a location is read up to', (stores) => {
  async function through(store: Store, location = '0001'): Promise<number | undefined> {
    return (await readThrough(store.read, { since: SINCE, now: NOON })).get(location);
  }

  it('the end of what was read of its shop', async () => {
    const store = await stores.open();
    await aConnection(store, [['1', '0001']]);
    await read(store, 'sales', '1', [SINCE - DAY, NOON - DAY]);
    await read(store, 'sales', '1', [NOON - DAY, NOON - HOUR]);

    expect(await through(store)).toBe(NOON - HOUR);
  });

  it('the earliest of its shops and streams', async () => {
    const store = await stores.open();
    await aConnection(store, [
      ['1', '0001'],
      ['2', '0001'],
      ['3', '0003'],
    ]);
    for (const shop of ['1', '2', '3']) await read(store, 'sales', shop, [SINCE, NOON]);
    await read(store, 'shifts', '1', [SINCE, NOON - 3 * HOUR]);
    await read(store, 'shifts', '2', [SINCE, NOON - 2 * HOUR]);
    await read(store, 'shifts', '3', [SINCE, NOON - HOUR]);

    expect([await through(store), await through(store, '0003')]).toEqual([NOON - 3 * HOUR, NOON - HOUR]);
  });

  it('the beginning of a gap, however much was read after it', async () => {
    const store = await stores.open();
    await aConnection(store, [['1', '0001']]);
    await read(store, 'sales', '1', [SINCE, NOON - 2 * DAY]);
    await read(store, 'sales', '1', [NOON - DAY, NOON]);

    expect(await through(store)).toBe(NOON - 2 * DAY);
  });

  it('the present where the only gap is one that a backfill of an old month left', async () => {
    const store = await stores.open();
    await aConnection(store, [['1', '0001']]);
    await read(store, 'sales', '1', [SINCE - 60 * DAY, SINCE - 30 * DAY]);
    await read(store, 'sales', '1', [SINCE - HOUR, NOON]);

    expect(await through(store)).toBe(NOON);
  });

  it('the depth of a gap that began before anybody looks', async () => {
    const store = await stores.open();
    await aConnection(store, [['1', '0001']]);
    await read(store, 'sales', '1', [SINCE - 60 * DAY, SINCE - 30 * DAY]);
    await read(store, 'sales', '1', [NOON - HOUR, NOON]);

    expect(await through(store)).toBe(SINCE);
  });

  it('the end of what was ever read after an outage that is longer than that', async () => {
    const store = await stores.open();
    await aConnection(store, [['1', '0001']]);
    await read(store, 'sales', '1', [SINCE - 60 * DAY, SINCE - 30 * DAY]);

    expect(await through(store)).toBe(SINCE - 30 * DAY);
  });

  it.each([
    ['', '2026-03-01'],
    ['2026-03-03', ''],
  ])('nothing where its shop feeds it from "%s" to "%s" and so not today', async (from, to) => {
    const store = await stores.open();
    await aConnection(store, [['1', '0001']]);
    await read(store, 'sales', '1', [SINCE, NOON]);
    await write(store, async (session) => {
      await saveZone(session, '0001', { from: '', timeZone: 'America/Toronto' });
      await declareMapping(session, 'acme', [{ shop: '1', location: '0001', from, to }]);
    });

    expect(await through(store)).toBeUndefined();
  });

  it('nothing known while a shop of it was never read', async () => {
    const store = await stores.open();
    await aConnection(store, [
      ['1', '0001'],
      ['2', '0001'],
    ]);
    await read(store, 'sales', '1', [SINCE, NOON]);

    expect(await through(store)).toBeUndefined();
  });
});
