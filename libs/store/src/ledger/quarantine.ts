import { sql } from 'kysely';
import type { Instant } from '@tillbridge/domain';
import { BEFORE_CONFLICT, isOneOf, jsonRows, lastOfEach, numberOf } from '../database/dialects.js';
import type { Session } from '../database/session.js';
import { contentHash } from './content-hash.js';
import type { LedgerStream } from './ledger-part.js';

/** A record that could not be read. Free of customer data: the connector leaves it out (I6). */
export interface QuarantinedEntry {
  readonly stream: LedgerStream;
  readonly id: string | null;
  /** JSON of the cause. */
  readonly cause: string;
  /** JSON of what was received. */
  readonly raw: string;
}

export async function quarantine(
  session: Session,
  connectionId: string,
  entries: readonly QuarantinedEntry[],
  at: Instant,
): Promise<void> {
  if (entries.length === 0) return;
  const named = entries.map((entry) => ({ ...entry, id: entry.id ?? `?${contentHash([entry.raw])}` }));
  const unique = lastOfEach(named, ({ stream, id }) => `${stream}\n${id}`);
  const rows = unique.map(({ stream, id, cause, raw }) => [stream, id, cause, raw, at]);
  await sql`
    insert into quarantine (connection_id, stream, record_id, cause, raw, seen_at)
    select ${connectionId}, r.* from (${jsonRows(
      session,
      { stream: 'text', record_id: 'text', cause: 'text', raw: 'text', seen_at: 'bigint' },
      rows,
    )}) as r
    ${BEFORE_CONFLICT}
    on conflict (connection_id, stream, record_id) do update set
      cause = excluded.cause, raw = excluded.raw, seen_at = excluded.seen_at`.execute(session.db);
}

/** How many records of a connection are in quarantine. */
export async function quarantineCount(session: Session, connectionId: string): Promise<number> {
  const found = await sql<{ entries: unknown }>`
    select count(*) as entries from quarantine where connection_id = ${connectionId}`.execute(session.db);
  return numberOf(found.rows[0]?.entries ?? 0);
}

export interface QuarantineCount {
  readonly connection: string;
  readonly stream: LedgerStream;
  readonly records: number;
}

/** The same for every connection and stream that has records in quarantine. */
export async function quarantineCounts(session: Session): Promise<QuarantineCount[]> {
  const found = await sql<{ connection_id: string; stream: LedgerStream; records: unknown }>`
    select connection_id, stream, count(*) as records from quarantine group by connection_id, stream`.execute(
    session.db,
  );
  return found.rows.map((row) => ({
    connection: row.connection_id,
    stream: row.stream,
    records: numberOf(row.records),
  }));
}

/** A record that could be read after all leaves the quarantine. */
export async function releaseFromQuarantine(
  session: Session,
  connectionId: string,
  released: { readonly stream: LedgerStream; readonly ids: readonly string[] },
): Promise<void> {
  if (released.ids.length === 0) return;
  await sql`
    delete from quarantine
    where connection_id = ${connectionId} and stream = ${released.stream} and record_id ${isOneOf(session, released.ids)}`.execute(
    session.db,
  );
}

export type QuarantineRow = Pick<QuarantinedEntry, 'stream' | 'cause'> & { readonly id: string };

/** The records that were seen unreadable last, newest first, for a person to look up at the POS. */
export async function quarantinedRecords(
  session: Session,
  wanted: { readonly connectionId: string; readonly limit: number },
): Promise<QuarantineRow[]> {
  const found = await sql<{ stream: QuarantineRow['stream']; record_id: string; cause: string }>`
    select stream, record_id, cause from quarantine where connection_id = ${wanted.connectionId}
    order by seen_at desc, stream, record_id limit ${wanted.limit}`.execute(session.db);
  return found.rows.map((row) => ({ stream: row.stream, id: row.record_id, cause: row.cause }));
}
