import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { NOON, write } from '../testing/builders.js';
import { credentialOf, writeCredential } from './credentials.js';

type Wanted = Parameters<typeof writeCredential>[1];

function pair(sealed: string, expectedVersion: number): Wanted {
  const version = expectedVersion + 1;
  return { connectionId: 'acme', sealed, version, state: 'valid', cause: null, expectedVersion, at: NOON };
}

function revoked(version: number): Wanted {
  const cause = '{"code":"x"}';
  return { ...pair('second', version), version, state: 'revoked', cause };
}

describeOnBothStores('a sealed pair', (stores) => {
  it('is read back as it was written, and is absent before', async () => {
    const store = await stores.open();

    expect(await credentialOf(store.read, 'acme')).toBeNull();
    await write(store, (session) => writeCredential(session, pair('first', 0)));

    expect(await credentialOf(store.read, 'acme')).toEqual({
      connectionId: 'acme',
      sealed: 'first',
      version: 1,
      state: 'valid',
      cause: null,
    });
  });

  it('is written over by one of two doors that saw the same version, and the other one learns it', async () => {
    const store = await stores.open();
    const other = await stores.openAgain(store);
    await write(store, (session) => writeCredential(session, pair('first', 0)));

    const won = await Promise.all([
      write(store, (session) => writeCredential(session, pair('mine', 1))),
      write(other, (session) => writeCredential(session, pair('theirs', 1))),
    ]);

    expect(won.toSorted()).toEqual([false, true]);
    const stands = await credentialOf(store.read, 'acme');
    expect(stands).toMatchObject({ sealed: won[0] ? 'mine' : 'theirs', version: 2 });
  });

  it('is begun by one of two doors that saw none', async () => {
    const store = await stores.open();
    const other = await stores.openAgain(store);

    const won = await Promise.all(
      [store, other].map((door, index) => write(door, (session) => writeCredential(session, pair(`door ${index}`, 0)))),
    );

    expect(won.toSorted()).toEqual([false, true]);
    expect(await credentialOf(store.read, 'acme')).toMatchObject({ version: 1, sealed: `door ${won.indexOf(true)}` });
  });

  it('is marked revoked only in the version that was refused, and a new pair makes it valid', async () => {
    const store = await stores.open();
    const revoke = (version: number) => write(store, (session) => writeCredential(session, revoked(version)));
    await write(store, (session) => writeCredential(session, pair('first', 0)));
    await write(store, (session) => writeCredential(session, pair('second', 1)));

    await revoke(1);
    const afterOld = await credentialOf(store.read, 'acme');
    await revoke(2);
    const afterNew = await credentialOf(store.read, 'acme');
    await write(store, (session) => writeCredential(session, pair('third', 2)));

    expect(afterOld).toMatchObject({ state: 'valid', cause: null });
    expect(afterNew).toMatchObject({ state: 'revoked', cause: '{"code":"x"}', version: 2 });
    expect(await credentialOf(store.read, 'acme')).toMatchObject({ state: 'valid', cause: null, version: 3 });
  });
});
