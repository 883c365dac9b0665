import { dropViewsStatement, tableStatement, typeOf } from './ddl.js';
import { DatabaseFault, databaseFault } from './fault.js';
import { quoted, quotedName } from './identifier.js';
import { fullName } from './naming.js';
import { databaseName, type DatabaseSettings } from './settings.js';
import type { Column, Table } from './tables.js';

/** A column as the database describes it, in words that both databases share. */
export interface FoundColumn {
  readonly name: string;
  /** As the database writes it. */
  readonly type: string;
  readonly holds: Column['holds'] | null;
  /** Characters of a text, digits after the point of a decimal; null without limit. */
  readonly room: number | null;
  /** A row without a value for it is refused. */
  readonly demanded: boolean;
  readonly nullable: boolean;
}

export interface FoundTable {
  readonly isTable: boolean;
  readonly columns: readonly FoundColumn[];
  /** The columns of each unique constraint. */
  readonly keys: ReadonlyArray<readonly string[]>;
}

interface Difference {
  readonly says: string;
  readonly mendedBy: string;
}

/**
 * Compares a table with what Tillbridge writes into it. More columns and wider types are welcome.
 *
 * @throws DatabaseFault that names every difference and the statements that end them
 */
export function requireTable(table: Table, found: FoundTable | undefined, settings: DatabaseSettings): void {
  const name = fullName(settings, table.name);
  const about = { target: databaseName(settings), table: name };
  if (found === undefined) {
    const statement = `${tableStatement(table, settings)};`;
    throw new DatabaseFault(databaseFault('database.table_missing', { ...about, statement }));
  }
  if (!found.isTable) throw new DatabaseFault(databaseFault('database.not_a_table', about));
  const differences = differencesOf(table, found, settings);
  if (differences.length === 0) return;
  const statements = new Set(
    differences.flatMap(({ mendedBy }) => [...viewsInTheWay(mendedBy, settings), `${mendedBy};`]),
  );
  throw new DatabaseFault(
    databaseFault('database.columns_differ', {
      ...about,
      differences: differences.map(({ says }) => says).join('; '),
      statement: [...statements].join(' '),
    }),
  );
}

export function differencesOf(table: Table, found: FoundTable, settings: DatabaseSettings): readonly Difference[] {
  const name = fullName(settings, table.name);
  const own = new Set(table.columns.map((column) => column.name));
  const byName = new Map(found.columns.map((column) => [column.name, column]));
  const columns = table.columns.flatMap((column) =>
    columnDifferences(column, byName.get(column.name), settings, table),
  );
  const demanded = found.columns
    .filter((column) => !own.has(column.name) && column.demanded)
    .map((column) => ({
      says: `the column ${column.name} is not Tillbridge's and must not be empty`,
      mendedBy: alter(settings, table, `${quotedName(column.name)} drop not null`),
    }));
  const list = table.key.map(quoted).join(', ');
  const key = [...table.key].sort().join();
  const keyed = found.keys.some((columns) => [...columns].sort().join() === key);
  const missingKey = {
    says: `there is no primary key (${table.key.join(', ')})`,
    mendedBy:
      settings.kind === 'sqlite'
        ? `create unique index ${quoted(`${settings.prefix}${table.name}_key`)} on ${name} (${list})`
        : `alter table ${name} add primary key (${list})`,
  };
  return [...columns, ...demanded, ...(keyed ? [] : [missingKey])];
}

function columnDifferences(
  column: Column,
  found: FoundColumn | undefined,
  settings: DatabaseSettings,
  table: Table,
): Difference[] {
  if (found === undefined) {
    // Without "not null", which a table that has rows would refuse.
    const mendedBy = `alter table ${fullName(settings, table.name)} add column ${quoted(column.name)} ${typeOf(column, settings)}`;
    return [{ says: `the column ${column.name} is missing`, mendedBy }];
  }
  const wanted = typeOf(column, settings);
  const differences: Difference[] = [];
  const narrow = found.room !== null && found.room < (column.room ?? 0);
  if (found.holds !== column.holds || narrow) {
    const says = `the column ${column.name} is ${found.type}, ${narrow ? 'narrower than' : 'not'} ${wanted}`;
    differences.push({ says, mendedBy: alter(settings, table, `${quoted(column.name)} type ${wanted}`) });
  }
  if (column.nullable && !found.nullable) {
    const says = `the column ${column.name} must be allowed to be empty: unknown is not 0`;
    differences.push({ says, mendedBy: alter(settings, table, `${quoted(column.name)} drop not null`) });
  }
  return differences;
}

/** PostgreSQL changes no type that a view shows. */
function viewsInTheWay(statement: string, settings: DatabaseSettings): readonly string[] {
  return settings.kind === 'postgresql' && / type /.test(statement) ? [dropViewsStatement(settings)] : [];
}

/** SQLite cannot change a column: the table is set aside, and made and filled anew. */
function alter(settings: DatabaseSettings, table: Table, change: string): string {
  const name = fullName(settings, table.name);
  if (settings.kind === 'sqlite')
    return `alter table ${name} rename to ${quoted(`${settings.prefix}${table.name}_old`)}`;
  return `alter table ${name} alter column ${change}`;
}
