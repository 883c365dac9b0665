/** What SQLite and PostgreSQL want said differently, and what they answer differently. */
import { type RawBuilder, sql } from 'kysely';
import type { Session } from './session.js';

/** Types of the columns of a JSON row parameter. */
export type ColumnKind = 'text' | 'bigint' | 'integer' | 'decimal' | 'boolean';

/**
 * A JSON parameter that both databases take. PostgreSQL stores neither the character NUL nor half a surrogate pair, and
 * one such character in a name must not stop a whole batch: the replacement character stands in its place.
 */
function jsonParameter(value: readonly unknown[]): string {
  const json = JSON.stringify(value);
  if (!/\\u(?:0000|d[89a-f])/.test(json)) return json;
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? part.replaceAll('\0', '\u{fffd}').toWellFormed() : part,
  );
}

/** The last row of each key, in the order of their first: an upsert may meet a key only once per statement. */
export function lastOfEach<T>(rows: readonly T[], keyOf: (row: T) => string): T[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}

/**
 * `select` over the rows of one JSON parameter: an array of arrays, one place per column. One parameter instead of
 * thousands of placeholders: a statement is prepared once, whatever the number of rows. On SQLite the binary form took
 * 0.5 s of CPU for 100,000 sales where the text form took 0.8 s and placeholders 1.0 s.
 */
export function jsonRows(
  session: Session,
  columns: Readonly<Record<string, ColumnKind>>,
  rows: ReadonlyArray<readonly unknown[]>,
): RawBuilder<unknown> {
  const json = jsonParameter(rows);
  const places = Object.entries(columns).map(([name, kind], place) =>
    session.dialect === 'sqlite'
      ? `value->>${place} as "${name}"`
      : `(value->>${place})::${POSTGRESQL_TYPES[kind]} as "${name}"`,
  );
  const select = sql.raw(`select ${places.join(', ')} from `);
  return session.dialect === 'sqlite'
    ? sql`${select} jsonb_each(jsonb(${json}))`
    : sql`${select} jsonb_array_elements(${json}::jsonb)`;
}

/** Ends the select of an upsert: without a WHERE, SQLite reads `on conflict` as the ON of a join. */
export const BEFORE_CONFLICT = sql.raw('where true');

const POSTGRESQL_TYPES: Readonly<Record<ColumnKind, string>> = {
  text: 'text',
  bigint: 'bigint',
  integer: 'integer',
  decimal: 'numeric',
  boolean: 'boolean',
};

/**
 * The condition that a column is one of these texts, given as one JSON parameter. PostgreSQL gets an array: of a
 * subquery over JSON it cannot know how few rows it gives, and would read the whole table instead of the index.
 */
export function isOneOf(session: Session, texts: readonly string[]): RawBuilder<unknown> {
  const json = jsonParameter(texts);
  return session.dialect === 'sqlite'
    ? sql`in (select value from json_each(${json}))`
    : sql`= any(array(select jsonb_array_elements_text(${json}::jsonb)))`;
}

/** A boolean in the form that the dialect stores. */
export function truth(session: Session, value: boolean): RawBuilder<unknown> {
  return session.dialect === 'sqlite' ? sql`${value ? 1 : 0}` : sql`${value}`;
}

/** Milliseconds by the database's own clock: leases never trust the clock of a process (I4). */
export function databaseNow(session: Session): RawBuilder<number> {
  return session.dialect === 'sqlite'
    ? sql<number>`cast(unixepoch('subsec') * 1000 as integer)`
    : sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`;
}

/** PostgreSQL hands bigint over as text, SQLite as a number. */
export function numberOf(value: unknown): number {
  return Number(value);
}

export function numberOrNull(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}

export function booleanOf(value: unknown): boolean {
  return value === true || value === 1;
}
