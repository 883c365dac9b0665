import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { keepLease } from './lease-keeper.js';

describeOnBothStores('a lease that is kept', (stores) => {
  it('is refused to others until it is released', async () => {
    const store = await stores.open();
    const kept = await keepLease(store, 'connection:acme', 'one');

    const refused = await keepLease(store, 'connection:acme', 'two');
    await kept?.release();
    const taken = await keepLease(store, 'connection:acme', 'two');

    expect(refused).toBeNull();
    expect(taken?.lease.fence).toBeGreaterThan(kept?.lease.fence ?? Number.POSITIVE_INFINITY);
    await taken?.release();
  });
});
