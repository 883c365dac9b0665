import { sql } from 'kysely';
import type { Cell, Instant } from '@tillbridge/domain';
import { BEFORE_CONFLICT, booleanOf, type ColumnKind, jsonRows, numberOf, numberOrNull } from '../database/dialects.js';
import type { Session } from '../database/session.js';
import type { LocationDayKey } from '../places/location-day-key.js';
import { keyRows } from './location-days.js';

export interface StoredCell extends Cell {
  readonly location: string;
  /** The revision of the location-day that last changed it. */
  readonly revision: number;
  /** It stood once and does not any more; its figures are zero. */
  readonly withdrawn: boolean;
}

export interface CellRevision {
  readonly location: string;
  readonly date: string;
  readonly start: Instant;
  readonly revision: number;
  /** JSON of the figures; null where there was no cell. */
  readonly before: string | null;
  readonly after: string | null;
  readonly trigger: string;
}

const CELL_COLUMNS: Readonly<Record<string, ColumnKind>> = {
  location_id: 'text',
  date: 'text',
  start_at: 'bigint',
  end_at: 'bigint',
  covered_to: 'bigint',
  minute_of_day: 'integer',
  offset_minutes: 'integer',
  sales: 'decimal',
  transactions: 'integer',
  items: 'decimal',
  staff_seconds: 'integer',
  revision: 'integer',
  withdrawn: 'boolean',
};

/** All cells of the days, in order of location, date and start. */
export async function cellsOf(session: Session, keys: readonly LocationDayKey[]): Promise<StoredCell[]> {
  const found = await sql<CellRow>`
    select c.* from cell c
    join (${keyRows(session, keys)}) as k on k.location_id = c.location_id and k.date = c.date
    order by c.location_id, c.date, c.start_at`.execute(session.db);
  return found.rows.map(cellOfRow);
}

/** Every change of the cells of the days, in order of revision. */
export async function cellHistory(session: Session, keys: readonly LocationDayKey[]): Promise<CellRevision[]> {
  const found = await sql<{
    location_id: string;
    date: string;
    start_at: unknown;
    revision: unknown;
    before: string | null;
    after: string | null;
    trigger: string;
  }>`
    select c.location_id, c.date, c.start_at, c.revision, c.before, c.after, c.trigger from cell_revision c
    join (${keyRows(session, keys)}) as k on k.location_id = c.location_id and k.date = c.date
    order by c.location_id, c.date, c.revision, c.start_at`.execute(session.db);
  return found.rows.map((row) => ({
    location: row.location_id,
    date: row.date,
    start: numberOf(row.start_at),
    revision: numberOf(row.revision),
    before: row.before,
    after: row.after,
    trigger: row.trigger,
  }));
}

/** Writes cells and their history in the transaction of the fold (I2). */
export async function saveCells(
  session: Session,
  cells: readonly StoredCell[],
  history: readonly CellRevision[],
  at: Instant,
): Promise<void> {
  if (cells.length > 0) await upsertCells(session, cells);
  if (history.length === 0) return;
  await sql`
    insert into cell_revision (location_id, date, start_at, revision, before, after, trigger, at)
    select r.location_id, r.date, r.start_at, r.revision, r.before, r.after, r.trigger, cast(${at} as bigint)
    from (${jsonRows(
      session,
      {
        location_id: 'text',
        date: 'text',
        start_at: 'bigint',
        revision: 'integer',
        before: 'text',
        after: 'text',
        trigger: 'text',
      },
      history.map((change) => [
        change.location,
        change.date,
        change.start,
        change.revision,
        change.before,
        change.after,
        change.trigger,
      ]),
    )}) as r`.execute(session.db);
}

async function upsertCells(session: Session, cells: readonly StoredCell[]): Promise<void> {
  const rows = cells.map((cell) => [
    cell.location,
    cell.date,
    cell.start,
    cell.end,
    cell.coveredTo,
    cell.minuteOfDay,
    cell.offsetMinutes,
    cell.sales,
    cell.transactions,
    cell.items,
    cell.staffSeconds,
    cell.revision,
    cell.withdrawn,
  ]);
  await sql`
    insert into cell (${sql.raw(Object.keys(CELL_COLUMNS).join(', '))})
    select r.* from (${jsonRows(session, CELL_COLUMNS, rows)}) as r
    ${BEFORE_CONFLICT}
    on conflict (location_id, date, start_at) do update set
      end_at = excluded.end_at, covered_to = excluded.covered_to, minute_of_day = excluded.minute_of_day,
      offset_minutes = excluded.offset_minutes, sales = excluded.sales, transactions = excluded.transactions,
      items = excluded.items, staff_seconds = excluded.staff_seconds, revision = excluded.revision,
      withdrawn = excluded.withdrawn`.execute(session.db);
}

interface CellRow {
  readonly location_id: string;
  readonly date: string;
  readonly start_at: unknown;
  readonly end_at: unknown;
  readonly covered_to: unknown;
  readonly minute_of_day: unknown;
  readonly offset_minutes: unknown;
  readonly sales: string;
  readonly transactions: unknown;
  readonly items: string;
  readonly staff_seconds: unknown;
  readonly revision: unknown;
  readonly withdrawn: unknown;
}

function cellOfRow(row: CellRow): StoredCell {
  return {
    location: row.location_id,
    date: row.date,
    start: numberOf(row.start_at),
    end: numberOf(row.end_at),
    coveredTo: numberOf(row.covered_to),
    minuteOfDay: numberOf(row.minute_of_day),
    offsetMinutes: numberOf(row.offset_minutes),
    sales: row.sales,
    transactions: numberOf(row.transactions),
    items: row.items,
    staffSeconds: numberOrNull(row.staff_seconds),
    revision: numberOf(row.revision),
    withdrawn: booleanOf(row.withdrawn),
  };
}
