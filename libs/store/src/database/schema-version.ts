import { sql } from 'kysely';
import { postgresqlMigrations } from '../migrations/postgresql/index.js';
import { sqliteMigrations } from '../migrations/sqlite/index.js';
import { MIGRATIONS_TABLE } from './open.js';
import type { Dialect, Session } from './session.js';

/** How the schema of a database stands to the one that this build was written for. */
export interface SchemaVersion {
  readonly state: 'same' | 'older' | 'newer';
  /** Name of the last migration that the database has had; `empty` before the first. */
  readonly database: string;
  /** Name of the last migration that this build knows. */
  readonly build: string;
}

export async function schemaVersion(session: Session): Promise<SchemaVersion> {
  return compareVersions(await appliedMigrations(session), knownMigrations(session.dialect));
}

/** One migration that this build does not know makes the database newer, whatever else is missing. */
export function compareVersions(applied: readonly string[], known: readonly string[]): SchemaVersion {
  const unknown = applied.filter((name) => !known.includes(name));
  const missing = known.filter((name) => !applied.includes(name));
  const state = unknown.length > 0 ? 'newer' : missing.length > 0 ? 'older' : 'same';
  return { state, database: unknown.at(-1) ?? applied.at(-1) ?? 'empty', build: known.at(-1) ?? 'empty' };
}

function knownMigrations(dialect: Dialect): string[] {
  return (dialect === 'sqlite' ? sqliteMigrations : postgresqlMigrations).map(({ name }) => name);
}

async function appliedMigrations(session: Session): Promise<string[]> {
  const table =
    session.dialect === 'sqlite'
      ? sql`select 1 from sqlite_master where type = 'table' and name = ${MIGRATIONS_TABLE}`
      : sql`select 1 where to_regclass(${MIGRATIONS_TABLE}) is not null`;
  if ((await table.execute(session.db)).rows.length === 0) return [];
  const applied = await sql<{ name: string }>`
    select name from ${sql.table(MIGRATIONS_TABLE)} order by id`.execute(session.db);
  return applied.rows.map(({ name }) => name);
}
