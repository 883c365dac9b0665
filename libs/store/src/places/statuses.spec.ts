import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { NOON, write } from '../testing/builders.js';
import { addStatusChange, type StatusChange, statusChanges } from './statuses.js';

describeOnBothStores('the history of a status', (stores) => {
  it('is kept per location, oldest first, with what was decided about the days missed', async () => {
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
