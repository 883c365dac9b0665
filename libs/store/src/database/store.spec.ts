import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { hashSale, saveSales, salesBetween } from '../ledger/sale-ledger.js';
import { aPart, aSale, NOON, write } from '../testing/builders.js';
import { takeLease } from '../work/leases.js';
import { Store } from './store.js';

describeOnBothStores('a store', (stores) => {
  it('keeps nothing of a transaction that fails', async () => {
    const store = await stores.open();

    const failing = write(store, async (session) => {
      await saveSales(session, 'acme', [hashSale(aSale())]);
      throw new Error('the power went');
    });

    await expect(failing).rejects.toThrow('the power went');
    expect(await salesBetween(store.read, aPart())).toEqual([]);
  });

  it('runs transactions that start together one whole after the other or apart, never mixed', async () => {
    const store = await stores.open();
    await write(store, (session) => takeLease(session, { scope: 'count', owner: 'a', milliseconds: 60_000 }));

    await Promise.all(
      Array.from({ length: 12 }, () =>
        write(store, async ({ db, dialect }) => {
          const lock = dialect === 'postgresql' ? sql`for update` : sql``;
          const found = await sql<{ fence: unknown }>`select fence from lease ${lock}`.execute(db);
          await new Promise((resolve) => setImmediate(resolve));
          await sql`update lease set fence = ${Number(found.rows[0]?.fence) + 1}`.execute(db);
        }),
      ),
    );

    const counted = await sql<{ fence: unknown }>`select fence from lease`.execute(store.read.db);
    expect(Number(counted.rows[0]?.fence)).toBe(13);
  });

  it('lets a transaction read first and write later although another door wrote in between', async () => {
    const store = await stores.open();
    const other = await stores.openAgain(store);
    const saveFrom = (door: Store, id: string): Promise<unknown> =>
      write(door, async (session) => {
        await salesBetween(session, aPart());
        await new Promise((resolve) => setImmediate(resolve));
        await saveSales(session, 'acme', [hashSale(aSale({ id }))]);
      });

    await saveFrom(store, '1');
    await saveFrom(other, '2');
    await saveFrom(store, '3');

    const ids = (await salesBetween(other.read, aPart())).map(({ id }) => id);
    expect(ids.toSorted()).toEqual(['1', '2', '3']);
  });

  it('refuses a query past the transaction instead of waiting for itself', async () => {
    const store = await stores.open();

    const past = write(store, async () => salesBetween(store.read, aPart()));
    const nested = write(store, () => write(store, async () => undefined));

    await expect(past).rejects.toThrow('use the session that it was given');
    await expect(nested).rejects.toThrow('use the session that it was given');
    expect(await salesBetween(store.read, aPart())).toEqual([]);
  });

  it('stores text that JSON can carry but PostgreSQL cannot, with the replacement character in its place', async () => {
    const store = await stores.open();
    const written = ['NUL\0here', 'half\ud83d pair', 'whole \u{1f600}', String.raw`a \u0000 of text`, '"\\\n\u007f'];

    await write(store, (session) =>
      saveSales(
        session,
        'acme',
        written.map((source, index) => hashSale(aSale({ id: String(index), source, completedAt: NOON + index }))),
      ),
    );

    const sales = await salesBetween(store.read, aPart());
    const read = sales.toSorted((a, b) => Number(a.id) - Number(b.id)).map(({ source }) => source);
    expect(read).toEqual(['NUL\u{fffd}here', 'half\u{fffd} pair', ...written.slice(2)]);
  });

  it('closes every connection it opened', async () => {
    const store = await stores.open();
    await Promise.all(Array.from({ length: 20 }, () => salesBetween(store.read, aPart())));

    await store.close();

    await expect(salesBetween(store.read, aPart())).rejects.toThrow();
    const again = await stores.openAgain(store);
    if (again.dialect === 'postgresql') {
      const open = await sql<{ count: unknown }>`
        select count(*) as count from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
        again.read.db,
      );
      expect(Number(open.rows[0]?.count)).toBe(0);
    }
  });
});

describeOnBothStores('the connections of a store', (stores) => {
  const onServer = stores.name === 'PostgreSQL' ? it : it.skip;

  onServer('stay within the pool however many queries run, and none is left inside a transaction', async () => {
    const store = await stores.open();
    const fail = (): Promise<unknown> => write(store, async ({ db }) => sql`select 1 / 0`.execute(db));

    await Promise.allSettled(
      Array.from({ length: 60 }, (_, index) => (index % 3 === 0 ? fail() : salesBetween(store.read, aPart()))),
    );

    const open = await sql<{ state: string; count: unknown }>`
      select state, count(*) as count from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() group by state`.execute(store.read.db);
    const total = open.rows.reduce((sum, row) => sum + Number(row.count), 0);
    expect(total).toBeLessThan(8);
    expect(open.rows.map(({ state }) => state)).toEqual(['idle']);
  });

  onServer(
    'are ended by PostgreSQL when their process froze inside a transaction, so that its lease can be taken',
    async () => {
      const store = await stores.open();

      const limit = await sql<{ idle_in_transaction_session_timeout: string }>`
      show idle_in_transaction_session_timeout`.execute(store.read.db);

      expect(limit.rows[0]?.idle_in_transaction_session_timeout).toBe('1min');
    },
  );
});

describe('opening a store', () => {
  it('says what is wrong and names the server without its password', async () => {
    const opening = Store.open({ kind: 'postgresql', url: 'postgresql://till:s3cret@127.0.0.1:9/till' });

    await expect(opening).rejects.toMatchObject({ code: 'store.unavailable' });
    await expect(opening).rejects.toThrow('postgresql://127.0.0.1:9/till');
    await expect(opening).rejects.not.toThrow('s3cret');
  });
});
