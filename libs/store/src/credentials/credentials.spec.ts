import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { NOON, write } from '../testing/builders.js';
import { credentialOf, markCredentialRevoked, saveCredential } from './credentials.js';

function pair(sealed: string, expectedVersion: number | null): Parameters<typeof saveCredential>[1] {
  return { connectionId: 'acme', sealed, seedHash: 'seed', expectedVersion, at: NOON };
}

describeOnBothStores('a sealed pair', (stores) => {
  it('is read back as it was written, and is absent before', async () => {
    const store = await stores.open();

    expect(await credentialOf(store.read, 'acme')).toBeNull();
    await write(store, (session) => saveCredential(session, pair('first', null)));

    expect(await credentialOf(store.read, 'acme')).toEqual({
      connectionId: 'acme',
      sealed: 'first',
      version: 1,
      seedHash: 'seed',
      state: 'valid',
      cause: null,
    });
  });

  it('is written over by one of two doors that saw the same version, and the other one learns it', async () => {
    const store = await stores.open();
    const other = await stores.openAgain(store);
    await write(store, (session) => saveCredential(session, pair('first', null)));

    const won = await Promise.all([
      write(store, (session) => saveCredential(session, pair('mine', 1))),
      write(other, (session) => saveCredential(session, pair('theirs', 1))),
    ]);

    expect(won.toSorted()).toEqual([false, true]);
    const stands = await credentialOf(store.read, 'acme');
    expect(stands).toMatchObject({ sealed: won[0] ? 'mine' : 'theirs', version: 2 });
  });

  it('is begun by one of two doors that saw none', async () => {
    const store = await stores.open();
    const other = await stores.openAgain(store);

    const won = await Promise.all(
      [store, other].map((door, index) =>
        write(door, (session) => saveCredential(session, pair(`door ${index}`, null))),
      ),
    );

    expect(won.toSorted()).toEqual([false, true]);
    expect(await credentialOf(store.read, 'acme')).toMatchObject({ version: 1, sealed: `door ${won.indexOf(true)}` });
  });

  it('is marked revoked only in the version that was refused, and a new pair makes it valid', async () => {
    const store = await stores.open();
    const revoke = (version: number): Promise<void> =>
      write(store, (session) =>
        markCredentialRevoked(session, { connectionId: 'acme', version, cause: '{"code":"x"}', at: NOON }),
      );
    await write(store, (session) => saveCredential(session, pair('first', null)));
    await write(store, (session) => saveCredential(session, pair('second', 1)));

    await revoke(1);
    const afterOld = await credentialOf(store.read, 'acme');
    await revoke(2);
    const afterNew = await credentialOf(store.read, 'acme');
    await write(store, (session) => saveCredential(session, pair('third', 2)));

    expect(afterOld).toMatchObject({ state: 'valid', cause: null });
    expect(afterNew).toMatchObject({ state: 'revoked', cause: '{"code":"x"}', version: 2 });
    expect(await credentialOf(store.read, 'acme')).toMatchObject({ state: 'valid', cause: null, version: 3 });
  });
});
