import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import type { Store } from '../database/store.js';
import { hashSale, saveSales, salesBetween } from '../ledger/sale-ledger.js';
import { aPart, aSale, write } from '../testing/builders.js';
import { untilSomeoneWaits } from '../testing/waiting.js';
import { endAllLeases, endLease, type Lease, leaseHolder, releaseLease, renewLease, takeLease } from './leases.js';

const SCOPE = 'connection:acme';

function take(store: Store, owner: string, milliseconds = 60_000): Promise<Lease | null> {
  return write(store, (session) => takeLease(session, { scope: SCOPE, owner, milliseconds }));
}

async function taken(store: Store, owner: string, milliseconds = 60_000): Promise<Lease> {
  const lease = await take(store, owner, milliseconds);
  if (lease === null) throw new Error(`${owner} did not get the lease`);
  return lease;
}

describeOnBothStores('a lease', (stores) => {
  it('is taken by one and refused to another', async () => {
    const store = await stores.open();

    const first = await take(store, 'a');
    const second = await take(store, 'b');

    expect(first).toEqual({ scope: SCOPE, owner: 'a', fence: 1 });
    expect(second).toBeNull();
    expect(await leaseHolder(store.read, SCOPE)).toBe('a');
    expect(await leaseHolder(store.read, 'connection:other')).toBeNull();
  });

  it('goes to exactly one of many who ask at the same moment', async () => {
    const store = await stores.open();
    const doors = await Promise.all([store, ...Array.from({ length: 4 }, () => stores.openAgain(store))]);

    const leases = await Promise.all(doors.map((door, index) => take(door, `owner ${index}`)));

    expect(leases.filter((lease) => lease !== null)).toHaveLength(1);
  });

  it('expires by the clock of the database, and the fence rises with each taking', async () => {
    const store = await stores.open();
    await taken(store, 'a', -1);

    const fences = [await taken(store, 'b', -1), await taken(store, 'b', -1), await taken(store, 'c')];

    expect(fences.map(({ fence }) => fence)).toEqual([2, 3, 4]);
    const [left] = (
      await sql<{ left: unknown }>`
        select expires_at - ${store.dialect === 'sqlite' ? sql`unixepoch('subsec') * 1000` : sql`extract(epoch from clock_timestamp()) * 1000`} as "left"
        from lease`.execute(store.read.db)
    ).rows;
    expect(Number(left?.left)).toBeGreaterThan(50_000);
    expect(Number(left?.left)).toBeLessThanOrEqual(60_000);
  });

  it('is free at once when it is released, and only its holder can release it', async () => {
    const store = await stores.open();
    const lease = await taken(store, 'a');

    await write(store, (session) => releaseLease(session, { ...lease, owner: 'b' }));
    await write(store, (session) => releaseLease(session, { ...lease, fence: 0 }));
    const refused = await take(store, 'b');
    await write(store, (session) => releaseLease(session, lease));

    expect(refused).toBeNull();
    expect(await leaseHolder(store.read, SCOPE)).toBeNull();
    expect(await take(store, 'b')).toMatchObject({ owner: 'b', fence: 2 });
  });

  it('stays with a holder that renews it, and one that lost it cannot', async () => {
    const store = await stores.open();
    const lost = await taken(store, 'a', -1);
    const lease = await taken(store, 'b', -1);

    const renewed = await write(store, (session) => renewLease(session, lease, 60_000));
    const tooLate = await write(store, (session) => renewLease(session, lost, 60_000));

    expect([renewed, tooLate]).toEqual([true, false]);
    expect(await take(store, 'a')).toBeNull();
  });

  it('ends for everybody when the one who holds the whole database says so', async () => {
    const store = await stores.open();
    const lease = await taken(store, 'a');

    await write(store, endAllLeases);

    await expect(store.transaction(lease, async () => undefined)).rejects.toMatchObject({ code: 'store.fenced_off' });
    expect(await take(store, 'b')).toMatchObject({ owner: 'b', fence: 3 });
  });

  it('is ended for one scope without harm to others', async () => {
    const store = await stores.open();
    const lease = await taken(store, 'a');
    const other = await write(store, (session) =>
      takeLease(session, { scope: 'connection:other', owner: 'a', milliseconds: 60_000 }),
    );

    await write(store, (session) => endLease(session, SCOPE));

    await expect(store.transaction(lease, async () => undefined)).rejects.toMatchObject({ code: 'store.fenced_off' });
    await expect(store.transaction(other, async () => 'wrote')).resolves.toBe('wrote');
    expect(await take(store, 'b')).toMatchObject({ owner: 'b' });
  });

  it('lets its holder write, even past its time, until somebody else has taken it', async () => {
    const store = await stores.open();
    const lease = await taken(store, 'a', -1);
    const save = (id: string): Promise<unknown> =>
      store.transaction(lease, (session) => saveSales(session, 'acme', [hashSale(aSale({ id }))]));

    await save('1');
    await taken(store, 'b');
    const late = save('2');

    await expect(late).rejects.toMatchObject({ code: 'store.fenced_off', kind: 'later' });
    await expect(late).rejects.toThrow(SCOPE);
    expect((await salesBetween(store.read, aPart())).map(({ id }) => id)).toEqual(['1']);
  });

  it('is fenced off before a statement of the transaction runs', async () => {
    const store = await stores.open();
    const lease = await taken(store, 'a', -1);
    await taken(store, 'b');
    let ran = false;

    const late = store.transaction(lease, async () => {
      ran = true;
    });

    await expect(late).rejects.toMatchObject({ code: 'store.fenced_off' });
    expect(ran).toBe(false);
  });

  it('is not taken between the check of its fence and the commit', async () => {
    const store = await stores.open();
    const lease = await taken(store, 'a', -1);
    const other = await stores.openAgain(store);
    const order: string[] = [];
    let taking: Promise<unknown> = Promise.resolve();

    await store.transaction(lease, async (session) => {
      taking = take(other, 'b').then(() => order.push('taken'));
      await untilSomeoneWaits(other);
      await saveSales(session, 'acme', [hashSale(aSale())]);
      order.push('written');
    });
    await taking;

    expect(order).toEqual(['written', 'taken']);
    expect(await leaseHolder(store.read, SCOPE)).toBe('b');
    expect(await salesBetween(store.read, aPart())).toHaveLength(1);
  });

  it('can be checked by many transactions of its holder at once', async () => {
    const store = await stores.open();
    const lease = await taken(store, 'a');

    const saved = Array.from({ length: 6 }, (_, index) =>
      store.transaction(lease, (session) => saveSales(session, 'acme', [hashSale(aSale({ id: String(index) }))])),
    );

    await Promise.all(saved);
    expect(await salesBetween(store.read, aPart())).toHaveLength(6);
  });
});
