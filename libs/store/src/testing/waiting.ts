import { sql } from 'kysely';
import { eventually } from '../../../../test/support/eventually.js';
import type { Store } from '../database/store.js';

/**
 * Until somebody waits for a lock in the store's PostgreSQL database. On SQLite a transaction holds the whole database
 * from its beginning, so there is nothing to wait for. Ask through another door than the one whose transaction is open.
 */
export async function untilSomeoneWaits(store: Store): Promise<void> {
  if (store.dialect === 'sqlite') return;
  const isSomeoneWaiting = async (): Promise<boolean> => {
    const waiting = await sql`
      select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(store.read.db);
    return waiting.rows.length > 0;
  };
  await eventually(isSomeoneWaiting, 'nobody waited for a lock');
}
