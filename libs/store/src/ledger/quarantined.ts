import { sql } from 'kysely';
import type { Session } from '../database/session.js';
import type { QuarantinedEntry } from './quarantine.js';

export type QuarantinedRecord = Pick<QuarantinedEntry, 'stream' | 'cause'> & { readonly id: string };

/** The records that were seen unreadable last, newest first, for a person to look up at the POS. */
export async function quarantinedRecords(
  session: Session,
  wanted: { readonly connectionId: string; readonly limit: number },
): Promise<QuarantinedRecord[]> {
  const found = await sql<{ stream: QuarantinedRecord['stream']; record_id: string; cause: string }>`
    select stream, record_id, cause from quarantine where connection_id = ${wanted.connectionId}
    order by seen_at desc, stream, record_id limit ${wanted.limit}`.execute(session.db);
  return found.rows.map((row) => ({ stream: row.stream, id: row.record_id, cause: row.cause }));
}
