import type Database from 'better-sqlite3';
import type { FoundColumn, FoundTable } from '../existing-tables.js';
import { plainName } from '../naming.js';
import type { SqliteSettings } from '../settings.js';
import { TABLES, type Column } from '../tables.js';

interface ColumnInfo {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly dflt_value: string | null;
  readonly pk: number;
}

/** What stands under the names of our tables, by the names without prefix. */
export function findTables(database: Database.Database, settings: SqliteSettings): ReadonlyMap<string, FoundTable> {
  return new Map(
    TABLES.flatMap((table) => {
      const found = findTable(database, plainName(settings, table.name), table.columns);
      return found === null ? [] : [[table.name, found] as const];
    }),
  );
}

function findTable(database: Database.Database, name: string, own: readonly Column[]): FoundTable | null {
  const kind = database.prepare<[string], { type: string }>('select type from sqlite_schema where name = ?').get(name);
  if (kind === undefined) return null;
  const columns = database.prepare<[string], ColumnInfo>('select * from pragma_table_info(?)').all(name);
  const holds = new Map(own.map((column) => [column.name, column.holds]));
  const primary = columns.filter(({ pk }) => pk > 0).map((column) => column.name);
  return {
    isTable: kind.type === 'table',
    columns: columns.map((column) => columnOf(column, holds.get(column.name))),
    keys: [primary, ...uniqueIndexes(database, name)],
  };
}

function uniqueIndexes(database: Database.Database, table: string): string[][] {
  return database
    .prepare<[string], { name: string }>('select name from pragma_index_list(?) where "unique" and not partial')
    .all(table)
    .map((index) =>
      database
        .prepare<[string], { name: string }>('select name from pragma_index_info(?)')
        .all(index.name)
        .map(({ name }) => name),
    );
}

/** What a column does to a value follows from its affinity: only TEXT keeps a decimal exactly (I8). */
function columnOf(info: ColumnInfo, holds: Column['holds'] | undefined): FoundColumn {
  const fits =
    holds !== undefined && affinityOf(info.type) === (holds === 'whole' || holds === 'flag' ? 'integer' : 'text');
  return {
    name: info.name,
    type: info.type === '' ? 'without type' : info.type,
    holds: fits ? holds : null,
    room: null,
    demanded: info.notnull === 1 && info.dflt_value === null,
    nullable: info.notnull === 0,
  };
}

/** https://www.sqlite.org/datatype3.html, section 3.1 */
function affinityOf(type: string): 'integer' | 'text' | 'other' {
  if (/INT/i.test(type)) return 'integer';
  return /CHAR|CLOB|TEXT/i.test(type) ? 'text' : 'other';
}
