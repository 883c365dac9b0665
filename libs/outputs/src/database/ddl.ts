import { quoted, quotedName } from './identifier.js';
import { fullName } from './naming.js';
import { databaseSettings, type DatabaseSettings, type PostgreSqlSettings } from './settings.js';
import { TABLES, VIEWS, type Column, type Holds, type Table } from './tables.js';
import { viewBodies } from './views.js';

const TYPES: Readonly<Record<DatabaseSettings['kind'], Readonly<Record<Holds, string>>>> = {
  postgresql: {
    text: 'text',
    date: 'date',
    instant: 'timestamp with time zone',
    whole: 'bigint',
    decimal: 'numeric',
    flag: 'boolean',
  },
  // SQLite keeps a decimal exactly as text alone (I8), and knows no dates.
  sqlite: { text: 'text', date: 'text', instant: 'text', whole: 'integer', decimal: 'text', flag: 'integer' },
};

/**
 * What a database administrator runs where Tillbridge may not create tables: tables, views and the fewest rights that it
 * works with. `written` has passed the schema in `manifest.json`.
 */
export function databaseDdl(written: Readonly<Record<string, unknown>>): string {
  const settings = databaseSettings(written);
  const statements = [...createStatements(settings), ...(settings.kind === 'postgresql' ? grants(settings) : [])];
  const analysts = settings.kind === 'postgresql' ? [analystsComment(settings)] : [];
  return [...statements.map((statement) => `${statement};\n`), ...analysts].join('\n');
}

/** Tables and views, none of which harms one that is there. */
export function createStatements(settings: DatabaseSettings): readonly string[] {
  const bodies = viewBodies(settings);
  const create = settings.kind === 'postgresql' ? 'create or replace view' : 'create view if not exists';
  return [
    ...(settings.kind === 'postgresql' ? [schemaStatement(settings)] : []),
    ...TABLES.map((table) => tableStatement(table, settings)),
    ...VIEWS.map((view) => `${create} ${fullName(settings, view)} as\n${bodies[view] ?? ''}`),
  ];
}

export function schemaStatement({ schema }: PostgreSqlSettings): string {
  return `create schema if not exists ${quoted(schema)}`;
}

export function tableStatement(table: Table, settings: DatabaseSettings): string {
  const lines = table.columns.map((column) => `  ${columnText(column, settings)}`);
  const key = `  primary key (${table.key.map(quoted).join(', ')})`;
  return `create table if not exists ${fullName(settings, table.name)} (\n${[...lines, key].join(',\n')}\n)`;
}

export function columnText(column: Column, settings: DatabaseSettings): string {
  return `${quoted(column.name)} ${typeOf(column, settings)}${column.nullable ? '' : ' not null'}`;
}

export function typeOf(column: Column, settings: DatabaseSettings): string {
  return TYPES[settings.kind][column.holds];
}

export function dropViewsStatement(settings: DatabaseSettings): string {
  return `drop view if exists ${VIEWS.map((view) => fullName(settings, view)).join(', ')};`;
}

/** SELECT is needed too: the guard compares what is there. DELETE never is: nothing delivered disappears. */
export function grants(settings: PostgreSqlSettings): readonly string[] {
  const tables = TABLES.map((table) => fullName(settings, table.name)).join(', ');
  const role = quotedName(settings.user);
  return [
    `grant usage on schema ${quoted(settings.schema)} to ${role}`,
    `grant select, insert, update on ${tables} to ${role}`,
  ];
}

function analystsComment(settings: PostgreSqlSettings): string {
  const views = VIEWS.map((view) => fullName(settings, view)).join(', ');
  return [
    '-- For each role of an analyst, who needs no right on the tables:',
    `-- grant usage on schema ${quoted(settings.schema)} to analyst;`,
    `-- grant select on ${views} to analyst;\n`,
  ].join('\n');
}
