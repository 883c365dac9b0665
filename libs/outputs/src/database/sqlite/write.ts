import type Database from 'better-sqlite3';
import { quoted } from '../identifier.js';
import { fullName } from '../naming.js';
import type { DayRows, Row } from '../row.js';
import type { SqliteSettings } from '../settings.js';
import { CELL, contentColumns, LOCATION_DAY, type Table } from '../tables.js';
import type { Outcome } from '../target.js';

type SqliteRow = Readonly<Record<string, string | number | null>>;

/** One batch; to be called inside a transaction that has the write lock, so nobody else changes a row meanwhile. */
export function writeDays(
  database: Database.Database,
  settings: SqliteSettings,
  days: readonly DayRows[],
): readonly Outcome[] {
  const statements = prepare(database, settings);
  return days.map(({ receipt, cells }) => {
    const day = sqliteRow(receipt);
    // I3: an older revision changes nothing; one that is there already is only mended, where somebody
    // changed its rows or its location was renamed.
    const newer = statements.receipt.run(day).changes > 0;
    if (!newer && statements.held.get(day) === undefined) return 'unchanged';
    let changes = 0;
    for (const cell of cells) changes += statements.cell.run(sqliteRow(cell)).changes;
    const sent = JSON.stringify(cells.map((cell) => cell['start_utc']));
    changes += statements.gone.run({ ...day, sent }).changes;
    return newer || changes > 0 ? 'accepted' : 'unchanged';
  });
}

function prepare(database: Database.Database, settings: SqliteSettings) {
  const cellTable = fullName(settings, CELL.name);
  const dayTable = fullName(settings, LOCATION_DAY.name);
  return {
    receipt: database.prepare<[SqliteRow]>(
      `${upsert(LOCATION_DAY, dayTable)} where ${dayTable}."revision" < excluded."revision"
       or (${dayTable}."revision" = excluded."revision" and (${differs(LOCATION_DAY, dayTable)}))`,
    ),
    held: database.prepare<[SqliteRow]>(
      `select 1 from ${dayTable}
       where "location_id" = @location_id and "local_date" = @local_date and "revision" = @revision`,
    ),
    // Only rows that differ are written.
    cell: database.prepare<[SqliteRow]>(`${upsert(CELL, cellTable)} where ${differs(CELL, cellTable)}`),
    // A cell that a day no longer has is withdrawn; nothing delivered ever disappears.
    gone: database.prepare<[SqliteRow]>(
      `update ${cellTable} set "withdrawn" = 1, "sales" = '0', "transactions" = 0, "items" = '0', "revision" = @revision,
         "staff_hours" = case when "staff_hours" is not null then '0.00' end,
         "staff_seconds" = "staff_seconds" * 0, "updated_at" = @updated_at
       where "location_id" = @location_id and "local_date" = @local_date and not "withdrawn"
         and "start_utc" not in (select value from json_each(@sent))`,
    ),
  };
}

function differs(table: Table, name: string): string {
  const content = contentColumns(table).map((column) => quoted(column.name));
  return content.map((column) => `${name}.${column} is not excluded.${column}`).join(' or ');
}

function upsert(table: Table, name: string): string {
  const columns = table.columns.map((column) => column.name);
  const assignments = columns
    .filter((column) => !table.key.includes(column))
    .map((column) => `${quoted(column)} = excluded.${quoted(column)}`);
  return `insert into ${name} (${columns.map(quoted).join(', ')}) values (${columns.map((column) => `@${column}`).join(', ')})
    on conflict (${table.key.map(quoted).join(', ')}) do update set ${assignments.join(', ')}`;
}

function sqliteRow(row: Row): SqliteRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'boolean' ? Number(value) : value]),
  );
}
