import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { defineConfig as sqliteConfig, MikroORM as SqliteORM } from '@mikro-orm/sqlite';
import { defineConfig as postgresqlConfig, MikroORM as PostgreSqlORM } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import { sql } from 'kysely';
import type { DatabaseSettings } from '@tillbridge/settings';
import { entities } from '../entities/index.js';
import { postgresqlMigrations } from '../migrations/postgresql/index.js';
import { sqliteMigrations } from '../migrations/sqlite/index.js';
import { BUSY_TIMEOUT } from './begin.js';
import type { Orm } from './session.js';
import { keepStatements } from './statement-cache.js';

/**
 * Measured under power cuts: WAL with `synchronous=FULL` loses no acknowledged commit, `NORMAL` loses some. The
 * cache is kept small and the journal bounded, so that memory stays flat however long a backfill runs.
 */
const SQLITE_PRAGMAS = [
  'journal_mode = wal',
  'synchronous = full',
  `busy_timeout = ${BUSY_TIMEOUT}`,
  'foreign_keys = on',
  'journal_size_limit = 67108864',
  'cache_size = -16000',
  'temp_store = memory',
];

/**
 * A replica that was frozen or cut off inside a transaction still holds its lease's row (I4); the server ends such a
 * transaction, so that another replica can take over.
 */
const POSTGRESQL_OPTIONS = {
  application_name: 'tillbridge',
  connectionTimeoutMillis: 30_000,
  idle_in_transaction_session_timeout: 60_000,
  keepAlive: true,
};

/** Owner and group, as the files of outputs: sales and clock-ins lie in it in clear. */
const MODE = 0o640;

export const MIGRATIONS_TABLE = 'tillbridge_migration';

export async function openOrm(database: DatabaseSettings): Promise<Orm> {
  return database.kind === 'sqlite' ? openSqlite(database.path) : openPostgreSql(database.url);
}

async function openSqlite(path: string): Promise<Orm> {
  if (path !== ':memory:') makeFile(path);
  const orm = await SqliteORM.init(
    sqliteConfig({
      dbName: path,
      entities,
      extensions: [Migrator],
      migrations: {
        tableName: MIGRATIONS_TABLE,
        migrationsList: sqliteMigrations,
        snapshot: false,
        silent: true,
      },
    }),
  );
  try {
    // SQLite has one connection for all its life. Not as a hook of that connection: one that fails is never closed.
    const db = orm.em.getKysely<unknown>();
    for (const pragma of SQLITE_PRAGMAS) await sql.raw(`pragma ${pragma}`).execute(db);
    keepStatements(await orm.em.getConnection().getNativeClient());
    return orm;
  } catch (error) {
    await orm.close(true);
    throw error;
  }
}

/** What SQLite makes beside the file gets its rights. One that is there keeps those that somebody gave it. */
function makeFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o750 });
  if (!existsSync(path)) closeSync(openSync(path, 'a', MODE));
}

async function openPostgreSql(url: string): Promise<Orm> {
  return PostgreSqlORM.init(
    postgresqlConfig({
      clientUrl: url,
      entities,
      extensions: [Migrator],
      pool: { min: 0, max: 8 },
      driverOptions: POSTGRESQL_OPTIONS,
      migrations: {
        tableName: MIGRATIONS_TABLE,
        migrationsList: postgresqlMigrations,
        snapshot: false,
        silent: true,
      },
    }),
  );
}
