import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { hashSale, saveSales, salesBetween } from '../ledger/sale-ledger.js';
import { aPart, aSale, NOON, write } from '../testing/builders.js';
import { takeLease } from '../work/leases.js';
import type { Session } from './session.js';
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

  it('lets a transaction that has read write too, although another door wants to write meanwhile', async () => {
    const store = await stores.open();
    const other = await stores.openAgain(store);
    const save = (id: string) => (session: Session) => saveSales(session, 'acme', [hashSale(aSale({ id }))]);
    let meanwhile: Promise<unknown> = Promise.resolve();

    await write(store, async (session) => {
      await salesBetween(session, aPart());
      meanwhile = write(other, save('theirs'));
      for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
      await save('mine')(session);
    });
    await meanwhile;

    const ids = (await salesBetween(other.read, aPart())).map(({ id }) => id);
    expect(ids.toSorted()).toEqual(['mine', 'theirs']);
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
    if (again.dialect === 'postgresql') await untilNobodyElseIsConnected(again);
  });
});

/** The server notices the end of a connection a moment after its client. */
async function untilNobodyElseIsConnected(store: Store): Promise<void> {
  const limit = performance.now() + 5_000;
  for (;;) {
    const open = await sql<{ count: unknown }>`
      select count(*) as count from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`.execute(
      store.read.db,
    );
    if (Number(open.rows[0]?.count) === 0) return;
    if (performance.now() > limit) throw new Error(`${String(open.rows[0]?.count)} connections stayed open`);
  }
}

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
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' group by state`.execute(
      store.read.db,
    );
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
