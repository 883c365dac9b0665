import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { write } from '../testing/builders.js';
import { apiKeyById, apiKeysOf, insertApiKey, revokeApiKey, touchApiKey } from './api-keys.js';

const KEY = { id: 'abcd2345', label: 'scripts', hash: 'ff', createdAt: 1_000, createdBy: 'cli:ann' };

describeOnBothStores('API keys', (stores) => {
  it('are revoked once, and stay in the list', async () => {
    const store = await stores.open();
    await write(store, (session) => insertApiKey(session, KEY));

    const revoked = await write(store, (session) => revokeApiKey(session, KEY.id, 2_000));
    const again = await write(store, (session) => revokeApiKey(session, KEY.id, 3_000));

    expect([revoked, again]).toEqual([true, false]);
    expect(await apiKeysOf(store.read)).toEqual([{ ...KEY, lastUsedAt: null, revokedAt: 2_000 }]);
    expect(await apiKeyById(store.read, 'other')).toBeNull();
  });

  it('remember their last use to the minute', async () => {
    const store = await stores.open();
    await write(store, (session) => insertApiKey(session, KEY));
    const used: Array<number | null | undefined> = [];

    for (const at of [100_000, 159_999, 160_000]) {
      await write(store, (session) => touchApiKey(session, KEY.id, at));
      used.push((await apiKeyById(store.read, KEY.id))?.lastUsedAt);
    }

    expect(used).toEqual([100_000, 100_000, 160_000]);
  });
});
