import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openSchema } from './postgresql.js';

type Found = Readonly<Record<string, unknown>>;

/** An empty database of one kind, as its owner sees it. */
export interface Ground {
  readonly settings: Readonly<Record<string, unknown>>;
  /** PostgreSQL gives whole numbers as text, SQLite as numbers: compare texts. */
  query(text: string): Promise<Found[]>;
  close(): Promise<void>;
}

export const GROUNDS: ReadonlyArray<{ readonly kind: string; open(): Promise<Ground> }> = [
  { kind: 'PostgreSQL', open: openPostgreSqlGround },
  { kind: 'SQLite', open: openSqliteGround },
];

export async function openPostgreSqlGround(): Promise<Ground> {
  const url = process.env['TILLBRIDGE_TEST_POSTGRESQL'] ?? '';
  const schema = await openSchema(url);
  return {
    settings: { url, schema: schema.name },
    query: (text) => schema.query(text),
    close: () => schema.drop(),
  };
}

export async function openSqliteGround(): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'tillbridge-database-'));
  const path = join(folder, 'tally.db');
  return {
    settings: { url: `sqlite:${path}` },
    async query(text) {
      const database = new Database(path);
      try {
        const statement = database.prepare<[], Found>(text);
        if (statement.reader) return statement.all();
        statement.run();
        return [];
      } finally {
        database.close();
      }
    },
    async close() {
      rmSync(folder, { recursive: true });
    },
  };
}

/** Every value as text, null as it is. */
export function textsOf(rows: readonly Found[]): Record<string, string | null>[] {
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, textOf(value)])));
}

function textOf(value: unknown): string | null {
  if (value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string | number | boolean}`;
}
