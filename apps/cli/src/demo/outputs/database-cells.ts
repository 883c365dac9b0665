import { existsSync } from 'node:fs';
import { gathered, type HeldCell, type HeldCells } from './held.js';

/** Milliseconds: Tillbridge holds the file for a moment when it closes it. */
const BUSY_TIMEOUT = 5_000;

/** Reads the database output with another driver than the one that wrote it. */
export async function databaseCells(url: string): Promise<HeldCells> {
  const rows = url.startsWith('sqlite:') ? await sqliteRows(url.slice('sqlite:'.length)) : await postgreSqlRows(url);
  return gathered(rows.map((row) => [`${row.location} ${row.start}`, cellOf(row)]));
}

interface Row {
  readonly location: string;
  readonly start: string;
  readonly sales: string;
  readonly transactions: string;
  readonly items: string;
  readonly staff: string | null;
  readonly revision: string;
  readonly withdrawn: string;
}

function cellOf({ sales, transactions, items, staff, revision, withdrawn }: Row): HeldCell {
  const mark = ['0', 'false'].includes(withdrawn) ? '' : ' withdrawn';
  return { figures: `${sales} ${transactions} ${items} ${staff ?? ''}${mark}`, revision: Number(revision) };
}

async function sqliteRows(path: string): Promise<Row[]> {
  if (!existsSync(path)) return [];
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT });
  try {
    const found = database.prepare(`
      select location_id as location, start_utc as start, sales, cast(transactions as text) as transactions, items,
        staff_hours as staff, cast(revision as text) as revision, cast(withdrawn as text) as withdrawn
      from tillbridge_cell`);
    return found.all() as unknown as Row[];
  } finally {
    database.close();
  }
}

async function postgreSqlRows(url: string): Promise<Row[]> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query<Row>(`
      select location_id as location, to_char(start_utc at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as start,
        sales::text, transactions::text, items::text, staff_hours::text as staff, revision::text, withdrawn::text
      from tillbridge_cell`);
    return found.rows;
  } finally {
    await client.end();
  }
}
