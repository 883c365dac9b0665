import { setTimeout as delay } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { codeOf } from './failures.js';

/** Milliseconds between two attempts; together a little over ten seconds. */
const PAUSES = [1, 2, 5, 10, 20, ...Array.from<number>({ length: 200 }).fill(50)];

/**
 * Begins a SQLite transaction with its write lock. While another process writes, it waits between attempts: SQLite's own
 * waiting would stop this whole process, with its timers, its leases and its open requests.
 */
export async function beginImmediate(db: Kysely<unknown>): Promise<void> {
  await sql`pragma busy_timeout = 0`.execute(db);
  try {
    for (const pause of PAUSES) {
      if (await begun(db)) return;
      await delay(pause);
    }
    await sql`begin immediate`.execute(db);
  } finally {
    await sql`pragma busy_timeout = ${sql.lit(BUSY_TIMEOUT)}`.execute(db);
  }
}

/**
 * Milliseconds that a statement outside of a transaction waits while SQLite itself holds a lock, such as for a
 * checkpoint.
 */
export const BUSY_TIMEOUT = 10_000;

async function begun(db: Kysely<unknown>): Promise<boolean> {
  try {
    await sql`begin immediate`.execute(db);
    return true;
  } catch (error) {
    if (codeOf(error).startsWith('SQLITE_BUSY')) return false;
    throw error;
  }
}
