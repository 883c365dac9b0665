import { quoted } from '../identifier.js';
import { fullName } from '../naming.js';
import type { DayRows, Row, Value } from '../row.js';
import type { PostgreSqlSettings } from '../settings.js';
import { CELL, contentColumns, LOCATION_DAY, type Table } from '../tables.js';
import type { Outcome } from '../target.js';
import { typeOf } from '../ddl.js';
import type { Found, PostgreSqlSession } from './session.js';

const DAY_OF = `"location_id", to_char("local_date", 'YYYY-MM-DD') as "local_date"`;
const DAY_COLUMNS = ['location_id', 'local_date', 'revision', 'updated_at'];

/**
 * One batch in one transaction. The receipts come first: they refuse what is older (I3) and lock their days until the
 * commit, those that refused included, so that cells are only ever written by the holder of their day's newest revision.
 */
export async function writeDays(
  session: PostgreSqlSession,
  settings: PostgreSqlSettings,
  days: readonly DayRows[],
): Promise<readonly Outcome[]> {
  return session.transaction(async () => {
    const receipts = days.map(({ receipt }) => receipt);
    const newer = keysOf(await session.query(receiptStatement(settings), arraysOf(LOCATION_DAY, receipts)));
    const rest = receipts.filter((receipt) => !newer.has(keyOf(receipt)));
    const same = await sameRevision(session, settings, rest);
    const going = days.filter(({ receipt }) => newer.has(keyOf(receipt)) || same.has(keyOf(receipt)));
    const changed = await writeCells(session, settings, going);
    return days.map(({ receipt }) => {
      const key = keyOf(receipt);
      // A day that is there in this revision counts as accepted only where it was mended: somebody had changed its rows,
      // or its location was renamed.
      return newer.has(key) || changed.has(key) ? 'accepted' : 'unchanged';
    });
  });
}

function receiptStatement(settings: PostgreSqlSettings): string {
  const columns = LOCATION_DAY.columns.filter(({ name }) => !LOCATION_DAY.key.includes(name));
  const assignments = columns.map(({ name }) => `${quoted(name)} = excluded.${quoted(name)}`);
  const content = contentColumns(LOCATION_DAY).map(({ name }) => quoted(name));
  return `
    insert into ${fullName(settings, LOCATION_DAY.name)} as held (${namesOf(LOCATION_DAY)})
    select * from ${unnested(LOCATION_DAY, settings)}
    on conflict (${LOCATION_DAY.key.map(quoted).join(', ')}) do update set ${assignments.join(', ')}
    where held."revision" < excluded."revision" or (held."revision" = excluded."revision"
      and (${content.map((name) => `held.${name}`).join(', ')})
        is distinct from (${content.map((name) => `excluded.${name}`).join(', ')}))
    returning ${DAY_OF}`;
}

async function sameRevision(
  session: PostgreSqlSession,
  settings: PostgreSqlSettings,
  receipts: readonly Row[],
): Promise<ReadonlySet<string>> {
  if (receipts.length === 0) return new Set();
  const found = await session.query(
    `select ${DAY_OF} from ${fullName(settings, LOCATION_DAY.name)} join ${unnested(LOCATION_DAY, settings)}
     using ("location_id", "local_date", "revision")`,
    arraysOf(LOCATION_DAY, receipts),
  );
  return keysOf(found);
}

/** The days of which a row changed. */
async function writeCells(
  session: PostgreSqlSession,
  settings: PostgreSqlSettings,
  days: readonly DayRows[],
): Promise<ReadonlySet<string>> {
  if (days.length === 0) return new Set();
  const receipts = days.map(({ receipt }) => receipt);
  const sent = days.flatMap(({ cells }) => cells);
  const written = await session.query(cellStatement(settings), arraysOf(CELL, sent));
  const gone = await session.query(goneStatement(settings), [
    ...CELL.key.map((name) => columnOf(sent, name)),
    ...DAY_COLUMNS.map((name) => columnOf(receipts, name)),
  ]);
  return new Set([...keysOf(written), ...keysOf(gone)]);
}

/** Only rows that differ are written, so that a replay leaves nothing for the server to clean up. */
function cellStatement(settings: PostgreSqlSettings): string {
  const content = contentColumns(CELL).map(({ name }) => quoted(name));
  const assignments = [...content, '"updated_at"'].map((name) => `${name} = excluded.${name}`);
  return `
    with written as (
      insert into ${fullName(settings, CELL.name)} as held (${namesOf(CELL)})
      select * from ${unnested(CELL, settings)}
      on conflict (${CELL.key.map(quoted).join(', ')}) do update set ${assignments.join(', ')}
      where (${content.map((name) => `held.${name}`).join(', ')})
        is distinct from (${content.map((name) => `excluded.${name}`).join(', ')})
      returning "location_id", "local_date")
    select distinct ${DAY_OF} from written`;
}

/** A cell that a day no longer has is withdrawn; nothing delivered ever disappears. */
function goneStatement(settings: PostgreSqlSettings): string {
  return `
    with gone as (
      update ${fullName(settings, CELL.name)} as held
      set "withdrawn" = true, "sales" = 0, "transactions" = 0, "items" = 0, "revision" = day."revision",
        "staff_hours" = held."staff_hours" * 0, "staff_seconds" = held."staff_seconds" * 0, "updated_at" = day."updated_at"
      from unnest($4::text[], $5::date[], $6::bigint[], $7::timestamptz[])
        as day("location_id", "local_date", "revision", "updated_at")
      where held."location_id" = day."location_id" and held."local_date" = day."local_date" and not held."withdrawn"
        and not exists (
          select from unnest($1::text[], $2::date[], $3::timestamptz[]) as sent("location_id", "local_date", "start_utc")
          where sent."location_id" = held."location_id" and sent."local_date" = held."local_date"
            and sent."start_utc" = held."start_utc")
      returning held."location_id", held."local_date")
    select distinct ${DAY_OF} from gone`;
}

/** The rows as one array for each column: one statement whatever their number, and no value ever becomes part of it. */
function unnested(table: Table, settings: PostgreSqlSettings): string {
  const arrays = table.columns.map((column, index) => `$${index + 1}::${typeOf(column, settings)}[]`);
  return `unnest(${arrays.join(', ')}) as sent (${namesOf(table)})`;
}

function arraysOf(table: Table, rows: readonly Row[]): Value[][] {
  return table.columns.map(({ name }) => columnOf(rows, name));
}

function columnOf(rows: readonly Row[], name: string): Value[] {
  return rows.map((row) => row[name] ?? null);
}

function namesOf(table: Table): string {
  return table.columns.map(({ name }) => quoted(name)).join(', ');
}

function keysOf(found: readonly Found[]): ReadonlySet<string> {
  return new Set(found.map(keyOf));
}

function keyOf(row: Found): string {
  return `${String(row['location_id'])}\n${String(row['local_date'])}`;
}
