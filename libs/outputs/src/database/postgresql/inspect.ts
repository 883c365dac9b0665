import type { FoundColumn, FoundTable } from '../existing-tables.js';
import { plainName } from '../naming.js';
import type { PostgreSqlSettings } from '../settings.js';
import { TABLES, type Column } from '../tables.js';
import type { PostgreSqlSession } from './session.js';

/** From the catalogue, which every role may read: the information schema hides what a role has no right to. */
const COLUMNS = `
  select c.relname as table_name, c.relkind in ('r', 'p') as is_table, a.attname as name,
    format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as filled,
    a.atthasdef or a.attidentity <> '' as defaulted
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where n.nspname = $1 and c.relname = any($2::text[])`;

const KEYS = `
  select c.relname as table_name, array(
    select a.attname::text from unnest(i.indkey[0:i.indnkeyatts - 1]) as k(number)
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.number) as columns
  from pg_catalog.pg_index i
  join pg_catalog.pg_class c on c.oid = i.indrelid
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where n.nspname = $1 and c.relname = any($2::text[])
    and i.indisunique and i.indimmediate and i.indisvalid and i.indpred is null and i.indexprs is null`;

/** What stands under the names of our tables, by the names without prefix. */
export async function findTables(
  session: PostgreSqlSession,
  settings: PostgreSqlSettings,
): Promise<ReadonlyMap<string, FoundTable>> {
  const names = TABLES.map(({ name }) => plainName(settings, name));
  const columns = await session.query(COLUMNS, [settings.schema, names]);
  const keys = await session.query(KEYS, [settings.schema, names]);
  return new Map(
    TABLES.flatMap(({ name }) => {
      const own = columns.filter((row) => row['table_name'] === plainName(settings, name));
      if (own.length === 0) return [];
      const found: FoundTable = {
        isTable: own.every((row) => row['is_table'] === true),
        columns: own.map(columnOf),
        keys: keys
          .filter((row) => row['table_name'] === plainName(settings, name))
          .map((row) => row['columns'] as string[]),
      };
      return [[name, found] as const];
    }),
  );
}

function columnOf(row: Readonly<Record<string, unknown>>): FoundColumn {
  const type = String(row['type']);
  const filled = row['filled'] === true;
  return {
    name: String(row['name']),
    type,
    holds: holdsOf(type),
    room: roomOf(type),
    demanded: filled && row['defaulted'] !== true,
    nullable: !filled,
  };
}

const HOLDS: ReadonlyArray<readonly [RegExp, Column['holds']]> = [
  [/^(text$|character varying|character\(3\))/, 'text'],
  [/^date$/, 'date'],
  [/^timestamp.* with time zone$/, 'instant'],
  [/^(integer|bigint)$/, 'whole'],
  [/^numeric/, 'decimal'],
  [/^boolean$/, 'flag'],
];

function holdsOf(type: string): Column['holds'] | null {
  return HOLDS.find(([pattern]) => pattern.test(type))?.[1] ?? null;
}

/** `character varying(32)` has room for 32, `numeric(14,2)` for 2; a text or numeric without limits is null. */
function roomOf(type: string): number | null {
  const limit = /\((?:\d+,)?(-?\d+)\)/.exec(type)?.[1];
  return limit === undefined || type.startsWith('timestamp') ? null : Number(limit);
}
