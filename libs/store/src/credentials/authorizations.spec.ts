import { expect, it } from '@jest/globals';
import { DAY, MINUTE } from '@tillbridge/domain';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { NOON, write } from '../testing/builders.js';
import {
  authorizationOf,
  type AuthorizationRow,
  resealAuthorization,
  saveAuthorization,
  takeAuthorization,
} from './authorizations.js';

function aRow(row: Partial<AuthorizationRow> = {}): AuthorizationRow {
  return {
    key: 'k1',
    step: 'asked',
    connectionId: 'acme',
    startedBy: 'olive',
    sealed: 'v1.sealed',
    expiresAt: NOON + 10 * MINUTE,
    ...row,
  };
}

describeOnBothStores('an authorisation on its way', (stores) => {
  it('is taken once, even by two doors at the same moment', async () => {
    const store = await stores.open();
    const other = await stores.openAgain(store);
    await write(store, (session) => saveAuthorization(session, aRow(), NOON));

    const taken = await Promise.all(
      [store, other].map((door) => write(door, (session) => takeAuthorization(session, aRow()))),
    );

    expect(taken.filter((row) => row !== null)).toEqual([aRow()]);
    expect(await authorizationOf(store.read, 'k1')).toBeNull();
  });

  it.each([
    ['another connection', { connectionId: 'beta' }],
    ['another person', { startedBy: 'oscar' }],
    ['another step', { step: 'granted' as const }],
    ['another key', { key: 'k2' }],
  ])('is left where it is by %s', async (_, claim) => {
    const store = await stores.open();
    await write(store, (session) => saveAuthorization(session, aRow(), NOON));

    const taken = await write(store, (session) => takeAuthorization(session, aRow(claim)));

    expect(taken).toBeNull();
    expect(await authorizationOf(store.read, 'k1')).toEqual(aRow());
  });

  it('is remembered for a day after its end, so that too late is told from never', async () => {
    const store = await stores.open();
    const end = aRow().expiresAt;
    await write(store, (session) => saveAuthorization(session, aRow(), NOON));

    await write(store, (session) => saveAuthorization(session, aRow({ key: 'k2' }), end + DAY));
    const kept = await authorizationOf(store.read, 'k1');
    await write(store, (session) => saveAuthorization(session, aRow({ key: 'k3' }), end + DAY + 1));

    expect(kept).toEqual(aRow());
    expect(await authorizationOf(store.read, 'k1')).toBeNull();
  });

  it('takes a newer pair while it waits for confirmation, and none afterwards', async () => {
    const store = await stores.open();
    const waiting = aRow({ step: 'granted' });
    await write(store, (session) => saveAuthorization(session, waiting, NOON));

    const first = await write(store, (session) => resealAuthorization(session, { ...waiting, sealed: 'v1.newer' }));
    const taken = await write(store, (session) => takeAuthorization(session, waiting));
    const second = await write(store, (session) => resealAuthorization(session, waiting));

    expect([first, second]).toEqual([true, false]);
    expect(taken?.sealed).toBe('v1.newer');
  });
});
