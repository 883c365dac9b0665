import { sql } from 'kysely';
import { numberOf, numberOrNull, type Session } from '../database/session.js';
import type { Job, JobState } from '../work/jobs.js';

export interface JobQuery {
  readonly connectionId?: string;
  readonly state?: JobState;
  readonly limit: number;
  readonly offset: number;
}

export type ListedJob = Omit<Job, 'asOf'>;

/** Newest first. */
export async function jobList(
  session: Session,
  { connectionId, state, limit, offset }: JobQuery,
): Promise<ListedJob[]> {
  const conditions = [
    sql`true`,
    ...(connectionId === undefined ? [] : [sql`connection_id = ${connectionId}`]),
    ...(state === undefined ? [] : [sql`state = ${state}`]),
  ];
  const found = await sql<StoredRow>`
    select id, kind, connection_id, request, state, requested_by, requested_at, started_at, finished_at, outcome,
      not_before, attempts
    from job where ${sql.join(conditions, sql` and `)}
    order by requested_at desc, id desc limit ${limit} offset ${offset}`.execute(session.db);
  return found.rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    connectionId: row.connection_id,
    request: row.request,
    state: row.state as JobState,
    requestedBy: row.requested_by,
    requestedAt: numberOf(row.requested_at),
    startedAt: numberOrNull(row.started_at),
    finishedAt: numberOrNull(row.finished_at),
    outcome: row.outcome,
    notBefore: numberOrNull(row.not_before),
    attempts: numberOf(row.attempts),
  }));
}

interface StoredRow {
  readonly id: string;
  readonly kind: string;
  readonly connection_id: string;
  readonly request: string;
  readonly state: string;
  readonly requested_by: string;
  readonly requested_at: unknown;
  readonly started_at: unknown;
  readonly finished_at: unknown;
  readonly outcome: string | null;
  readonly not_before: unknown;
  readonly attempts: unknown;
}
