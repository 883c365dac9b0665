import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { aLocation, NOON, write } from '../testing/builders.js';
import { connectionsOf, declareConnection, setActive } from './connections.js';
import { declareLocations, locationsOf } from './locations.js';
import { declareMapping, mappingOf, type MappingRow } from './mapping.js';

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
    expect(await connectionsOf(store.read)).toEqual([{ ...ACME, deletedAt: null }]);
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

    expect(await connectionsOf(store.read)).toEqual([{ ...ACME, label: 'Acme Ltd', active: false, deletedAt: null }]);
    expect(await locationsOf(store.read)).toMatchObject([{ name: 'High Street', rules: '{"a":1}' }]);
  });

  it('takes a location that two shops feed once', async () => {
    const store = await stores.open();
    const twice = [aLocation({ shop: '1' }), aLocation({ shop: '2', name: 'Last' })];

    await write(store, (session) => declareLocations(session, 'acme', twice));
    await write(store, (session) => declareLocations(session, 'acme', []));

    expect(await locationsOf(store.read)).toMatchObject([{ id: '0001', name: 'Last' }]);
  });
});
