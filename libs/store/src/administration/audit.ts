import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Instant } from '@tillbridge/domain';
import { numberOf } from '../database/dialects.js';
import type { Session } from '../database/session.js';

/** A change that somebody made, without secrets (I6). `before` and `after` are what it was and became. */
export interface AuditEntry {
  readonly at: Instant;
  /** `cli:<user>`, `key:<id>`, `receiver`, `browser` (nobody knows whose), or `tillbridge` itself. */
  readonly actor: string;
  /** Dotted, such as `location.status`. */
  readonly action: string;
  /** What was changed, such as `location:0001`. */
  readonly subject: string;
  readonly reason: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly requestId: string | null;
}

export interface AuditRow extends Omit<AuditEntry, 'before' | 'after'> {
  /** Rises by one with each row. */
  readonly sequence: number;
  /** JSON; null where there was or is nothing. */
  readonly before: string | null;
  readonly after: string | null;
  readonly previousHash: string;
  readonly hash: string;
}

/** The key of the lock that whoever appends holds to the commit, so that the chain never forks. Any number. */
const AUDIT_LOCK = 7_141_205_320;

/** What the first row is chained to. */
const BEGINNING = '';

const VERIFIED_AT_ONCE = 1_000;

/** Nobody else appends before the commit. On SQLite a transaction that writes is alone anyway. */
export async function lockAudit(session: Session): Promise<void> {
  if (session.dialect === 'postgresql') await sql`select pg_advisory_xact_lock(${AUDIT_LOCK})`.execute(session.db);
}

/**
 * Appends rows in the transaction of the change that they tell. Call it last in that transaction: when everybody takes
 * this lock after all others, no two wait for each other crosswise.
 */
export async function appendAudit(session: Session, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await lockAudit(session);
  const last = (await auditRows(session, { limit: 1 }))[0];
  let [sequence, previousHash] = [last?.sequence ?? 0, last?.hash ?? BEGINNING];
  for (const entry of entries) {
    sequence += 1;
    const row = { ...entry, sequence, before: jsonOf(entry.before), after: jsonOf(entry.after), previousHash };
    const hash = auditHash(row);
    await sql`
      insert into audit (sequence, at, actor, action, subject, reason, before, after, request_id, previous_hash, hash)
      values (${row.sequence}, ${row.at}, ${row.actor}, ${row.action}, ${row.subject}, ${row.reason}, ${row.before},
              ${row.after}, ${row.requestId}, ${previousHash}, ${hash})`.execute(session.db);
    previousHash = hash;
  }
}

export interface AuditQuery {
  readonly subject?: string;
  readonly action?: string;
  readonly actor?: string;
  /** Only rows before this one. */
  readonly before?: number;
  readonly limit: number;
}

/** Newest first. */
export async function auditRows(session: Session, query: AuditQuery): Promise<AuditRow[]> {
  const { subject, action, actor, before, limit } = query;
  const conditions = [
    sql`sequence < ${before ?? Number.MAX_SAFE_INTEGER}`,
    ...(subject === undefined ? [] : [sql`subject = ${subject}`]),
    ...(action === undefined ? [] : [sql`action = ${action}`]),
    ...(actor === undefined ? [] : [sql`actor = ${actor}`]),
  ];
  const found = await sql<StoredRow>`
    select * from audit where ${sql.join(conditions, sql` and `)} order by sequence desc limit ${limit}`.execute(
    session.db,
  );
  return found.rows.map(rowOf);
}

export interface AuditVerdict {
  readonly rows: number;
  /** The sequence of the first row that was changed, or before which one is gone; null where all is well. */
  readonly brokenAt: number | null;
}

/**
 * Walks the chain from its beginning. A changed, removed or added row shows; rows cut off from the end do not, which is
 * why exports are kept elsewhere.
 */
export async function verifyAudit(session: Session): Promise<AuditVerdict> {
  let [rows, previousHash] = [0, BEGINNING];
  for (;;) {
    const found = await sql<StoredRow>`
      select * from audit where sequence > ${rows} order by sequence limit ${VERIFIED_AT_ONCE}`.execute(session.db);
    for (const row of found.rows.map(rowOf)) {
      const isNext = row.sequence === rows + 1 && row.previousHash === previousHash && row.hash === auditHash(row);
      if (!isNext) return { rows, brokenAt: row.sequence };
      rows += 1;
      previousHash = row.hash;
    }
    if (found.rows.length < VERIFIED_AT_ONCE) return { rows, brokenAt: null };
  }
}

function auditHash(row: Omit<AuditRow, 'hash'>): string {
  const { sequence, at, actor, action, subject, reason, before, after, requestId, previousHash } = row;
  const canonical = JSON.stringify([sequence, at, actor, action, subject, reason, before, after, requestId]);
  return createHash('sha256').update(previousHash).update('\n').update(canonical).digest('hex');
}

function jsonOf(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

interface StoredRow {
  readonly sequence: unknown;
  readonly at: unknown;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly reason: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly request_id: string | null;
  readonly previous_hash: string;
  readonly hash: string;
}

function rowOf({ sequence, at, request_id: requestId, previous_hash: previousHash, ...row }: StoredRow): AuditRow {
  return { ...row, sequence: numberOf(sequence), at: numberOf(at), requestId, previousHash };
}
