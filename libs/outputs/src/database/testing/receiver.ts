import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutputReceiver, ReceivedRow } from '@tillbridge/plugin-kit/suite';
import Database from 'better-sqlite3';
import { openSchema } from './postgresql.js';

const DIGITS = /^-?\d+(\.\d+)?$/;

/** A schema of its own in the database at `url`, read back with plain SQL. */
export async function openPostgreSqlReceiver(url: string): Promise<OutputReceiver> {
  const schema = await openSchema(url);
  const settings = { url, password: 'open-sesame', schema: schema.name };
  return {
    settings,
    unreachable: { ...settings, url: `postgresql://writer@127.0.0.1:${await closedPort()}/nowhere` },
    hidden: ['open-sesame', new URL(url).host, schema.name],
    read: async () => (await schema.query(READ("to_char(local_date, 'YYYY-MM-DD')"))).map(receivedRow),
    close: () => schema.drop(),
  };
}

/** A file in a folder of its own. */
export function openSqliteReceiver(): OutputReceiver {
  const folder = mkdtempSync(join(tmpdir(), 'tillbridge-database-'));
  const path = join(folder, 'tally.db');
  return {
    settings: { url: `sqlite:${path}` },
    unreachable: { url: 'sqlite:/dev/null/tally.db' },
    hidden: [folder, path],
    async read() {
      return readSqlite(path, READ('local_date')).map(receivedRow);
    },
    async close() {
      rmSync(folder, { recursive: true });
    },
  };
}

/** No rows where there is no file or table yet. */
export function readSqlite(path: string, text: string): Record<string, unknown>[] {
  try {
    const database = new Database(path, { fileMustExist: true });
    try {
      return database.prepare<[], Record<string, unknown>>(text).all();
    } finally {
      database.close();
    }
  } catch (error) {
    if (/no such table|unable to open/.test(String(error))) return [];
    throw error;
  }
}

function READ(date: string): string {
  return `select location_id, ${date} as local_date, minute_of_day, cast(sales as text) as sales, transactions,
    cast(items as text) as items, cast(staff_hours as text) as staff_hours, withdrawn from tillbridge_cell`;
}

function receivedRow(row: Readonly<Record<string, unknown>>): ReceivedRow {
  const staffHours = row['staff_hours'];
  return {
    location: String(row['location_id']),
    date: String(row['local_date']),
    minuteOfDay: Number(row['minute_of_day']),
    sales: figure(row['sales']),
    transactions: Number(row['transactions']),
    items: figure(row['items']),
    staffHours: staffHours === null ? null : figure(staffHours),
    withdrawn: row['withdrawn'] === true || row['withdrawn'] === 1,
  };
}

function figure(value: unknown): string {
  if (typeof value !== 'string' || !DIGITS.test(value)) throw new TypeError(`not a decimal: ${String(value)}`);
  return value;
}

/** A port on which nobody listens. */
export function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
