import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { aLocation, NOON, write } from '../testing/builders.js';
import {
  connectionsOf,
  declareConnection,
  declareLocations,
  declareMapping,
  mappingOf,
  type MappingRow,
  setActive,
} from './declared.js';
import { saveShops, shopsOf } from './shops.js';
import { addStatusChange, locationsOf, type StatusChange, statusChanges } from './statuses.js';
import { saveZone, zonesOf } from './zones.js';

const ACME = { id: 'acme', connector: 'lamp', label: 'Acme', active: true };

function aRow(row: Partial<MappingRow> = {}): MappingRow {
  return { shop: '1', location: '0001', from: '', to: '', ...row };
}

describeOnBothStores('what the settings declare', (stores) => {
  it('is the same after it was declared twice', async () => {
    const store = await stores.open();
    const declare = (): Promise<unknown> =>
      write(store, async (session) => {
        await declareConnection(session, ACME, NOON);
        await declareLocations(session, 'acme', [aLocation(), aLocation({ id: '0002', name: null })]);
        return declareMapping(session, 'acme', [aRow(), aRow({ shop: '2', location: '0002' })]);
      });

    const first = await declare();
    const second = await declare();

    expect(first).toMatchObject({ added: [{ shop: '1' }, { shop: '2' }], removed: [] });
    expect(second).toEqual({ added: [], removed: [] });
    expect(await connectionsOf(store.read)).toEqual([ACME]);
    expect((await locationsOf(store.read)).map(({ id, name }) => [id, name])).toEqual([
      ['0001', 'Main Street'],
      ['0002', null],
    ]);
    expect(await mappingOf(store.read, 'acme')).toHaveLength(2);
  });

  it('changes names and rules, but not whether a connection is active: there the store wins', async () => {
    const store = await stores.open();
    await write(store, async (session) => {
      await declareConnection(session, ACME, NOON);
      await declareLocations(session, 'acme', [aLocation()]);
      await setActive(session, 'acme', false);
    });

    await write(store, async (session) => {
      await declareConnection(session, { ...ACME, label: 'Acme Ltd' }, NOON);
      await declareLocations(session, 'acme', [aLocation({ name: 'High Street', rules: '{"a":1}' })]);
    });

    expect(await connectionsOf(store.read)).toEqual([{ ...ACME, label: 'Acme Ltd', active: false }]);
    expect(await locationsOf(store.read)).toMatchObject([{ name: 'High Street', rules: '{"a":1}' }]);
  });

  it('takes a location that two shops feed once', async () => {
    const store = await stores.open();
    const twice = [aLocation({ shop: '1' }), aLocation({ shop: '2', name: 'Last' })];

    await write(store, (session) => declareLocations(session, 'acme', twice));
    await write(store, (session) => declareLocations(session, 'acme', []));

    expect(await locationsOf(store.read)).toMatchObject([{ id: '0001', name: 'Last' }]);
  });

  it('tells which rows of the mapping came and went, and replaces only those', async () => {
    const store = await stores.open();
    const stays = aRow({ shop: '2', location: '0002' });
    const ends = aRow({ to: '2026-03-01' });
    const begins = aRow({ location: '0003', from: '2026-03-02' });
    await write(store, (session) => declareMapping(session, 'acme', [aRow(), stays]));

    const change = await write(store, (session) => declareMapping(session, 'acme', [stays, ends, begins, begins]));

    expect(change.removed).toEqual([aRow()]);
    expect(change.added).toEqual([ends, begins]);
    expect(await mappingOf(store.read, 'acme')).toEqual([ends, begins, stays]);
  });

  it('leaves the mapping of another connection alone', async () => {
    const store = await stores.open();
    await write(store, (session) => declareMapping(session, 'other', [aRow()]));

    const change = await write(store, (session) => declareMapping(session, 'acme', []));

    expect(change).toEqual({ added: [], removed: [] });
    expect(await mappingOf(store.read, 'other')).toEqual([aRow()]);
  });
});

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

describeOnBothStores('the zones of locations', (stores) => {
  it('are kept a location in order of their first date, and a date that is set again changes', async () => {
    const store = await stores.open();
    await write(store, async (session) => {
      await declareLocations(session, 'acme', [aLocation(), aLocation({ id: '0002' })]);
      await declareLocations(session, 'other', [aLocation({ id: '0009' })]);
      await saveZone(session, '0001', { from: '2026-03-01', timeZone: 'America/Halifax' });
      await saveZone(session, '0001', { from: '', timeZone: 'UTC' });
      await saveZone(session, '0001', { from: '', timeZone: 'America/Toronto' });
      await saveZone(session, '0009', { from: '', timeZone: 'UTC' });
    });

    const zones = await zonesOf(store.read, 'acme');

    expect(zones).toEqual(
      new Map([
        [
          '0001',
          [
            { from: '', timeZone: 'America/Toronto' },
            { from: '2026-03-01', timeZone: 'America/Halifax' },
          ],
        ],
      ]),
    );
  });
});

describeOnBothStores('the history of a status', (stores) => {
  it('is kept a location, oldest first, with what was decided about the days missed', async () => {
    const store = await stores.open();
    const change: StatusChange = {
      id: 's1',
      location: '0001',
      status: 'temporarily_closed',
      effectiveDate: '2026-03-02',
      reason: 'flood',
      actor: 'till',
      deliverMissed: null,
      at: NOON,
    };
    const reopened: StatusChange = { ...change, id: 's2', status: 'operational', effectiveDate: '2026-03-09' };
    const changes = [
      { ...reopened, deliverMissed: true, id: 's3', location: '0002' },
      { ...reopened, deliverMissed: false },
      change,
    ];
    await write(store, async (session) => {
      for (const each of changes) await addStatusChange(session, each);
    });

    const histories = await statusChanges(store.read);

    expect(histories).toEqual(
      new Map([
        ['0001', [change, changes[1]]],
        ['0002', [changes[0]]],
      ]),
    );
  });
});
