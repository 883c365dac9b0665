import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { write } from '../testing/builders.js';
import { declareMapping, mappingOf, type MappingRow } from './mapping.js';

function aRow(row: Partial<MappingRow> = {}): MappingRow {
  return { shop: '1', location: '0001', from: '', to: '', ...row };
}

describeOnBothStores('the mapping of a connection', (stores) => {
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
