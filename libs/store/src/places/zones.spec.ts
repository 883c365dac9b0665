import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { aLocation, write } from '../testing/builders.js';
import { declareLocations } from './locations.js';
import { saveZone, zonesOf } from './zones.js';

describeOnBothStores('the zones of locations', (stores) => {
  it('are kept per location in order of their first date, and a date that is set again changes', async () => {
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
