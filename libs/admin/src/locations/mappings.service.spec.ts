import { expect, it } from '@jest/globals';
import { NO_METERS } from '@tillbridge/observability';
import type { Settings } from '@tillbridge/settings';
import { declareConnection, declareLocations, markConnectionDeleted, shopMappingsOf } from '@tillbridge/store';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { ChangeLog } from '../audit/change-log.js';
import type { AdminScope } from '../scope.js';
import { MappingsService } from './mappings.service.js';

const NOW = Date.parse('2026-05-14T16:00:00Z');
const AUTHOR = { actor: 'cli:ann', reason: null, requestId: null };
const NOTHING = { from: null, to: null, name: null, region: null, timeZone: null, currency: null };

describeOnBothStores('a shop', (stores) => {
  it('is not mapped to a location of a deleted connection, which no import would take over', async () => {
    const store = await stores.open();
    const clock = { now: () => NOW };
    await store.transaction(null, async (session) => {
      await declareConnection(session, { id: 'gone', connector: 'c', label: 'Gone', active: true }, NOW);
      const location = { id: '0001', shop: '1', name: null, region: null, currency: null, rules: '' };
      await declareLocations(session, 'gone', [{ ...location, status: 'operational', from: null, to: null }]);
      await markConnectionDeleted(session, 'gone', NOW);
    });
    const connections = ['gone', 'acme'].map((id) => ({ id, connector: 'c', label: id, active: true, locations: [] }));
    const settings = { connections } as unknown as Settings;
    const scope = { store, clock, settings, changes: new ChangeLog(store, { clock, meters: NO_METERS }) };
    const mappings = new MappingsService(scope as unknown as AdminScope);
    const map = (location: string) =>
      mappings.map({ ...NOTHING, connection: 'acme', posId: '7', location, status: 'operational' }, AUTHOR);

    await expect(map('0001')).rejects.toMatchObject({ code: 'mapping.location_taken' });
    await expect(map('0002')).resolves.toMatchObject({ location: '0002' });
    expect((await shopMappingsOf(store.read, 'acme')).map(({ location }) => location)).toEqual(['0002']);
  });
});
