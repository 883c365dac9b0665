import { evidenceOf, type Evidence } from '../../evidence.js';
import { createStatements, grants } from '../ddl.js';
import { DatabaseFault, databaseFault } from '../fault.js';
import { requireTable, type FoundTable } from '../existing-tables.js';
import { fullName } from '../naming.js';
import { requireRoom } from '../column-width.js';
import { databaseName, type PostgreSqlSettings } from '../settings.js';
import { TABLES } from '../tables.js';
import type { Driver, Target } from '../target.js';
import { findTables } from './inspect.js';
import { PostgreSqlSession } from './session.js';
import { writeDays } from './write.js';

type Tables = ReadonlyMap<string, FoundTable>;

export const postgreSql: Driver<PostgreSqlSettings> = {
  open: (settings, signal) => withSession(settings, signal, (session) => openTarget(session, settings)),
  async check(settings, signal) {
    const session = await PostgreSqlSession.open(settings, signal);
    try {
      return await session.transaction(() => inspect(session, settings), 'read only');
    } finally {
      await session.close();
    }
  },
};

async function openTarget(session: PostgreSqlSession, settings: PostgreSqlSettings): Promise<Target> {
  let tables = await findTables(session, settings);
  if (settings.createTables && tables.size < TABLES.length) {
    await createTables(session, settings);
    tables = await findTables(session, settings);
  }
  for (const table of TABLES) requireTable(table, tables.get(table.name), settings);
  return {
    async write(days) {
      requireRoom(days, tables, settings);
      return writeDays(session, settings, days);
    },
    close: () => session.close(),
  };
}

/** Two processes that make a table at the same moment fail, `if not exists` or not: the second waits for the first. */
async function createTables(session: PostgreSqlSession, settings: PostgreSqlSettings): Promise<void> {
  await session.transaction(async () => {
    await session.query('select pg_advisory_xact_lock(hashtext($1))', [fullName(settings, 'ddl')]);
    if ((await findTables(session, settings)).size === TABLES.length) return;
    const known = await session.query('select from pg_catalog.pg_namespace where nspname = $1', [settings.schema]);
    const [schema, ...rest] = createStatements(settings);
    // Even "if not exists" asks for the right to create schemas.
    for (const statement of known.length === 0 && schema !== undefined ? [schema, ...rest] : rest) {
      await session.query(statement);
    }
  });
}

async function inspect(session: PostgreSqlSession, settings: PostgreSqlSettings): Promise<Evidence> {
  const tables = await findTables(session, settings);
  await requireWritable(session, settings);
  if (settings.createTables && tables.size < TABLES.length) return inspectCreation(session, settings, tables);
  for (const table of TABLES) requireTable(table, tables.get(table.name), settings);
  await requireRights(session, settings);
  const { schema, user } = settings;
  return evidenceOf('database.tables_writable', { target: databaseName(settings), schema, user });
}

/** A standby, or a role or database that was set to read only. */
async function requireWritable(session: PostgreSqlSession, settings: PostgreSqlSettings): Promise<void> {
  const [answer] = await session.query(
    `select pg_is_in_recovery() as standby, reset_val = 'on' as read_only
     from pg_catalog.pg_settings where name = 'default_transaction_read_only'`,
  );
  if (answer?.['standby'] !== true && answer?.['read_only'] !== true) return;
  const reason = answer['standby'] === true ? 'pg_is_in_recovery() = true' : 'default_transaction_read_only = on';
  throw new DatabaseFault(databaseFault('database.read_only', { target: databaseName(settings), reason }));
}

async function inspectCreation(
  session: PostgreSqlSession,
  settings: PostgreSqlSettings,
  tables: Tables,
): Promise<Evidence> {
  for (const table of TABLES) if (tables.has(table.name)) requireTable(table, tables.get(table.name), settings);
  const [answer] = await session.query(
    `select coalesce(
       (select has_schema_privilege(oid, 'CREATE') and has_schema_privilege(oid, 'USAGE')
        from pg_catalog.pg_namespace where nspname = $1),
       has_database_privilege(current_database(), 'CREATE')) as allowed`,
    [settings.schema],
  );
  if (answer?.['allowed'] !== true) throw permissionFault(settings, `CREATE on schema ${settings.schema}`);
  return evidenceOf('database.tables_to_be_made', { target: databaseName(settings), schema: settings.schema });
}

async function requireRights(session: PostgreSqlSession, settings: PostgreSqlSettings): Promise<void> {
  const rights = TABLES.flatMap((table) => ['SELECT', 'INSERT', 'UPDATE'].map((right) => ({ table, right })));
  const missing: string[] = [];
  for (const { table, right } of rights) {
    const name = fullName(settings, table.name);
    // Without the right to the schema, its tables cannot even be named.
    const [answer] = await session.query(
      `select has_schema_privilege($1, 'USAGE') and has_table_privilege(
         (select c.oid from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
          where n.nspname = $1 and c.relname = $2), $3) as allowed`,
      [settings.schema, `${settings.prefix}${table.name}`, right],
    );
    if (answer?.['allowed'] !== true) missing.push(`${right} on ${name}`);
  }
  if (missing.length > 0) throw permissionFault(settings, missing.join(', '));
}

/** `reason`: what is missing, in SQL, which needs no translation. */
function permissionFault(settings: PostgreSqlSettings, reason: string): DatabaseFault {
  const statement = grants(settings)
    .map((text) => `${text};`)
    .join(' ');
  const { user } = settings;
  return new DatabaseFault(
    databaseFault('database.permission', { target: databaseName(settings), user, reason, statement }),
  );
}

/** Whoever opens a connection closes it, unless it goes on in what `use` gives. */
async function withSession<T>(
  settings: PostgreSqlSettings,
  signal: AbortSignal,
  use: (session: PostgreSqlSession) => Promise<T>,
): Promise<T> {
  const session = await PostgreSqlSession.open(settings, signal);
  try {
    return await use(session);
  } catch (error) {
    await session.close();
    throw error;
  }
}
