import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { problemError } from '@tillbridge/domain';
import { createDatabase } from '../../../../test/support/postgresql.ts';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { hashSale, saveSales, salesBetween } from '../ledger/sale-ledger.js';
import { STORE_PROBLEMS } from '../problems.js';
import { aPart, aSale, write } from '../testing/builders.js';
import { nameOfDatabase, openingFailure, storeFailure } from './failures.js';
import { Store } from './store.js';

const SETTINGS = { kind: 'sqlite', path: '/var/store.db' } as const;

function failing(code: string, message = 'it failed'): Error {
  return Object.assign(new Error(message), { code });
}

describe('a failure of the database', () => {
  it.each([
    ['SQLITE_FULL', 'store.no_space'],
    ['ENOSPC', 'store.no_space'],
    ['53100', 'store.no_space'],
    ['SQLITE_READONLY_DIRECTORY', 'store.read_only'],
    ['25006', 'store.read_only'],
    ['SQLITE_BUSY', 'store.busy'],
    ['SQLITE_BUSY_SNAPSHOT', 'store.busy'],
    ['SQLITE_CORRUPT', 'store.damaged'],
    ['SQLITE_NOTADB', 'store.damaged'],
    ['SQLITE_IOERR_WRITE', 'store.unavailable'],
    ['08006', 'store.unavailable'],
    ['57P01', 'store.unavailable'],
    ['53300', 'store.unavailable'],
    ['ECONNREFUSED', 'store.unavailable'],
  ])('with the code %s is told as %s', (code, problem) => {
    const told = storeFailure(failing(code), SETTINGS);

    expect(told).toMatchObject({ code: problem });
    expect(String(told)).toContain('/var/store.db');
  });

  it('is found under the failures that wrap it', () => {
    const wrapped = new Error('migration failed', { cause: new Error('query failed', { cause: failing('53100') }) });

    expect(storeFailure(wrapped, SETTINGS)).toMatchObject({ code: 'store.no_space', cause: wrapped });
  });

  it('stays as it is where it is a mistake of ours, or was told before', () => {
    const mistake = failing('SQLITE_CONSTRAINT_PRIMARYKEY');
    const told = problemError(STORE_PROBLEMS, 'store.fenced_off', { scope: 'x' });

    expect(storeFailure(mistake, SETTINGS)).toBe(mistake);
    expect(storeFailure(told, SETTINGS)).toBe(told);
    expect(storeFailure('thrown text', SETTINGS)).toBe('thrown text');
    expect(openingFailure(mistake, SETTINGS)).toMatchObject({ code: 'store.unavailable' });
  });

  it('names a server without user, password and parameters', () => {
    const url = 'postgresql://till:s3cret@db.example:5432/till?sslpassword=s3cret';

    expect(nameOfDatabase({ kind: 'postgresql', url })).toBe('postgresql://db.example:5432/till');
    expect(nameOfDatabase({ kind: 'postgresql', url: 's3cret, no url' })).toBe('database.url');
  });
});

describeOnBothStores('a store whose connection broke', (stores) => {
  const onServer = stores.name === 'PostgreSQL' ? it : it.skip;

  onServer('says so, saved nothing of that transaction, and works again by itself', async () => {
    const store = await stores.open();

    const cut = write(store, async (session) => {
      await saveSales(session, 'acme', [hashSale(aSale())]);
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(session.db);
    });

    await expect(cut).rejects.toMatchObject({ code: 'store.unavailable' });
    expect(await salesBetween(store.read, aPart())).toEqual([]);
    await write(store, (session) => saveSales(session, 'acme', [hashSale(aSale())]));
    expect(await salesBetween(store.read, aPart())).toHaveLength(1);
  });
});

describe('a PostgreSQL that may only be read', () => {
  it('is told as such', async () => {
    const server = process.env['TILLBRIDGE_TEST_POSTGRESQL'] ?? '';
    const url = await createDatabase(server, `t_${process.pid}_${Date.now()}_read_only`);
    const store = await Store.open({ kind: 'postgresql', url });
    await store.migrate();
    await write(store, ({ db }) =>
      sql`alter database ${sql.id(new URL(url).pathname.slice(1))} set default_transaction_read_only = on`.execute(db),
    );
    await store.close();
    const standby = await Store.open({ kind: 'postgresql', url });

    const saving = write(standby, (session) => saveSales(session, 'acme', [hashSale(aSale())]));

    await expect(saving).rejects.toMatchObject({ code: 'store.read_only' });
    await standby.close();
  });
});
