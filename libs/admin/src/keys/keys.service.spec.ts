import { describe, expect, it } from '@jest/globals';
import { NO_METERS } from '@tillbridge/observability';
import { auditRows, type Store } from '@tillbridge/store';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { ChangeLog } from '../audit/change-log.js';
import { freshKey, keyText, readKey } from './key-text.js';
import { KeysService } from './keys.service.js';

const AUTHOR = { actor: 'cli:ann', reason: null, requestId: null };
const clock = { now: () => 1_000_000 };

function keysOf(store: Store): KeysService {
  return new KeysService(store, new ChangeLog(store, { clock, meters: NO_METERS }), clock);
}

describeOnBothStores('API keys', (stores) => {
  it('have a first one that of several processes exactly one makes', async () => {
    const store = await stores.open();
    const other = await stores.openAgain(store);

    const made = await Promise.all([store, other, store].map((one) => keysOf(one).ensureFirstKey()));
    const later = await keysOf(store).ensureFirstKey();

    expect(made.filter((key) => key !== null)).toHaveLength(1);
    expect(later).toBeNull();
    expect(await keysOf(store).list()).toMatchObject([{ label: 'first', createdBy: 'tillbridge' }]);
  });

  it('let in whoever shows one whole, until it is revoked', async () => {
    const store = await stores.open();
    const keys = keysOf(store);
    const { id, key } = await keys.create('scripts', AUTHOR);
    await keys.create('another', AUTHOR);

    const holder = await keys.holderOf(key);
    const strangers = [key.slice(0, -1), `${key}x`, key.toUpperCase(), keyText({ ...freshKey(), id }), ''];
    const turnedAway = await Promise.all(strangers.map((text) => keys.holderOf(text)));
    await keys.revoke(id, { evenLast: false }, AUTHOR);

    expect(holder).toMatchObject({ id, label: 'scripts', lastUsedAt: null });
    expect((await keys.list()).find((row) => row.id === id)?.lastUsedAt).toBe(1_000_000);
    expect(turnedAway).toEqual(strangers.map(() => null));
    expect(await keys.holderOf(key)).toBeNull();
    expect(JSON.stringify(await auditRows(store.read, { limit: 9 }))).not.toContain(readKey(key)?.secret);
  });
});

describe('the text of a key', () => {
  it('is read back as it was written, whatever letters the secret has', () => {
    for (let turn = 0; turn < 200; turn += 1) {
      const parts = freshKey();

      expect(readKey(keyText(parts))).toEqual(parts);
    }
  });
});
