import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { declareConnection, markConnectionDeleted, setActive } from '../places/connections.js';
import { saveShops } from '../places/shops.js';
import { NOON, write } from '../testing/builders.js';
import { scheduledConnections } from './scheduled-connections.js';

describeOnBothStores('a connection as schedules see it', (stores) => {
  it('has the zone of most of its shops, and is active until somebody pauses or deletes it', async () => {
    const store = await stores.open();
    const shop = (posId: string, timeZone: string | null, archived = false) => ({
      posId,
      name: posId,
      timeZone,
      currency: null,
      archived,
    });
    await write(store, async (session) => {
      for (const id of ['acme', 'gone', 'other']) {
        await declareConnection(session, { id, connector: 'c', label: id, active: true }, NOON);
      }
      await setActive(session, 'other', false);
      await markConnectionDeleted(session, 'gone', NOON);
      const shops = [
        shop('1', 'America/Halifax'),
        shop('2', 'America/Toronto'),
        shop('3', 'America/Toronto'),
        shop('4', 'America/Halifax', true),
        shop('5', 'America/Halifax', true),
        shop('6', null),
      ];
      await saveShops(session, 'acme', shops, NOON);
    });

    expect(await scheduledConnections(store.read)).toEqual(
      new Map([
        ['acme', { active: true, isDeleted: false, timeZone: 'America/Toronto' }],
        ['gone', { active: false, isDeleted: true, timeZone: null }],
        ['other', { active: false, isDeleted: false, timeZone: null }],
      ]),
    );
  });
});
