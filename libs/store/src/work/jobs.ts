import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '@tillbridge/domain';
import { BEFORE_CONFLICT, databaseNow, numberOf, numberOrNull } from '../database/dialects.js';
import type { Session } from '../database/session.js';
import { contentHash } from '../ledger/content-hash.js';
import { forgetSlices, forgetSlicesOfClosedJobs } from './job-slices.js';

export type JobState = 'waiting' | 'running' | 'done' | 'failed';

export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly connectionId: string;
  /** JSON of what was asked for. */
  readonly request: string;
  readonly state: JobState;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
  /** The POS's time when it was first worked: its windows end there, also when it goes on later. */
  readonly asOf: Instant | null;
  /** JSON: progress while it runs, the outcome after; of a job that waits to be tried again, of its last attempt. */
  readonly outcome: string | null;
  /** Not worked before this instant; null: at once. */
  readonly notBefore: Instant | null;
  /** How often it was begun. */
  readonly attempts: number;
  /** JSON of what it had done before it gave way or was put back; null where it has not. */
  readonly doneBefore: string | null;
}

export type WantedJob = Pick<Job, 'id' | 'kind' | 'connectionId' | 'request' | 'requestedBy' | 'requestedAt'>;

/**
 * Inserts a job, or joins a waiting one that asks the same. A running one is not joined: it may have read already what
 * changed since. For the same reason one that waits to be tried again reads anew, and at once. Returns the id of the job
 * to follow. It counts as asked for after every open one that asks the same, whatever the clocks of both who asked say:
 * whichever is finished closes the older ones.
 */
export async function insertJob(session: Session, wanted: WantedJob): Promise<string> {
  const hash = contentHash([wanted.kind, wanted.connectionId, wanted.request]);
  await oneAtATime(session, sql`${hash}`);
  const inserted = await sql<{ id: string }>`
    insert into job (id, kind, connection_id, request, request_hash, state, requested_by, requested_at, attempts)
    select ${wanted.id}, ${wanted.kind}, ${wanted.connectionId}, ${wanted.request}, ${hash}, 'waiting',
      ${wanted.requestedBy}, max(at), 0
    from (select cast(${wanted.requestedAt} as bigint) as at union all
          select requested_at + 1 from job where request_hash = ${hash} and state in ('waiting', 'running')) as asked
    ${BEFORE_CONFLICT}
    on conflict (request_hash) where state = 'waiting' do nothing
    returning id`.execute(session.db);
  if (inserted.rows.length > 0) return wanted.id;
  const waiting = await sql<{ id: string }>`
    update job set as_of = null, not_before = null, outcome = null, done_before = null,
      requested_at = coalesce((
        select max(other.requested_at) + 1 from job other
        where other.request_hash = ${hash} and other.state = 'running' and other.requested_at >= job.requested_at
      ), job.requested_at)
    where state = 'waiting' and request_hash = ${hash} returning id`.execute(session.db);
  // Another process may have begun to work it between the two statements; then it is not joined.
  const joined = waiting.rows[0];
  if (joined === undefined) return insertJob(session, wanted);
  await forgetSlices(session, joined.id);
  return joined.id;
}

/**
 * Whoever would have a job wait holds this to the commit, so that of two that ask the same the second one sees the first.
 * On SQLite a transaction is alone from its beginning.
 */
async function oneAtATime(session: Session, hash: RawBuilder<unknown>): Promise<void> {
  if (session.dialect === 'sqlite') return;
  await sql`select pg_advisory_xact_lock(hashtextextended(${hash}, 0))`.execute(session.db);
}

export async function jobById(session: Session, id: string): Promise<Job | null> {
  const found = await sql<JobRow>`select * from job where id = ${id}`.execute(session.db);
  const row = found.rows[0];
  return row === undefined ? null : jobOfRow(row);
}

/** Jobs that wait or were left running by a process that died, oldest first. */
export async function openJobs(session: Session): Promise<Job[]> {
  const found = await sql<JobRow>`
    select * from job where state in ('waiting', 'running') order by requested_at, id`.execute(session.db);
  return found.rows.map(jobOfRow);
}

export interface JobQuery {
  readonly connectionId?: string;
  readonly state?: JobState;
  readonly limit: number;
  readonly offset: number;
}

/** Jobs in any state, newest first. */
export async function jobList(session: Session, { connectionId, state, limit, offset }: JobQuery): Promise<Job[]> {
  const conditions = [
    sql`true`,
    ...(connectionId === undefined ? [] : [sql`connection_id = ${connectionId}`]),
    ...(state === undefined ? [] : [sql`state = ${state}`]),
  ];
  const found = await sql<JobRow>`
    select * from job where ${sql.join(conditions, sql` and `)}
    order by requested_at desc, id desc limit ${limit} offset ${offset}`.execute(session.db);
  return found.rows.map(jobOfRow);
}

/**
 * Open jobs whose time has come and whose connection nobody works on: those that wait, and those that a process left
 * running when it died. Oldest first. A pause further away than `longestPause` comes from a clock that was set back.
 */
export async function workableJobs(
  session: Session,
  { now, longestPause }: { readonly now: Instant; readonly longestPause: number },
): Promise<Job[]> {
  const found = await sql<JobRow>`
    select job.* from job
    left join lease on lease.scope = 'connection:' || job.connection_id
      and lease.owner is not null and lease.expires_at >= ${databaseNow(session)}
    where job.state in ('waiting', 'running') and lease.scope is null
      and (job.not_before is null or job.not_before <= ${now} or job.not_before > ${now + longestPause})
    order by job.requested_at, job.id`.execute(session.db);
  return found.rows.map(jobOfRow);
}

/** Begins a job; false when it was closed already. From here on nobody joins it. */
export async function startJob(session: Session, id: string, at: Instant): Promise<boolean> {
  const started = await sql`
    update job set state = 'running', started_at = coalesce(started_at, ${at}), not_before = null, outcome = null,
      attempts = attempts + 1
    where id = ${id} and state in ('waiting', 'running')`.execute(session.db);
  return (started.numAffectedRows ?? 0n) > 0n;
}

/** What whoever follows the job is shown while it runs; dropped once the job is closed. */
export async function setJobProgress(session: Session, id: string, progress: string): Promise<void> {
  await sql`update job set outcome = ${progress} where id = ${id} and state = 'running'`.execute(session.db);
}

/**
 * Puts a job back to be tried again, with the outcome of this attempt and what it has done. False where another one that
 * asks the same waits already: two must not; and where somebody has closed it meanwhile, as who deletes the connection
 * does.
 */
export async function postponeJob(
  session: Session,
  later: {
    readonly id: string;
    readonly notBefore: Instant;
    readonly outcome: string;
    readonly doneBefore?: string;
  },
): Promise<boolean> {
  await oneAtATime(session, sql`(select request_hash from job where id = ${later.id})`);
  const postponed = await sql`
    update job set state = 'waiting', not_before = ${later.notBefore}, outcome = ${later.outcome},
      done_before = ${later.doneBefore ?? null}
    where id = ${later.id} and state in ('waiting', 'running') and not exists (
      select 1 from job other
      where other.state = 'waiting' and other.request_hash = job.request_hash and other.id <> job.id)`.execute(
    session.db,
  );
  return (postponed.numAffectedRows ?? 0n) > 0n;
}

/** Of a job that gave way: it has not failed, so the next attempt is no further one, and what it did counts. */
export async function giveJobWay(session: Session, id: string, doneBefore: string): Promise<void> {
  await sql`
    update job set attempts = attempts - 1, done_before = ${doneBefore}
    where id = ${id} and state = 'running'`.execute(session.db);
}

/** Keeps a job that broke from being begun again at once. */
export async function pauseJob(session: Session, id: string, notBefore: Instant): Promise<void> {
  await sql`
    update job set not_before = ${notBefore} where id = ${id} and state in ('waiting', 'running')`.execute(session.db);
}

/** Forgets jobs that were closed before an instant. */
export async function pruneJobs(session: Session, before: Instant): Promise<void> {
  await sql`delete from job where state in ('done', 'failed') and finished_at < ${before}`.execute(session.db);
}

/** Set once, when a job is first worked; a resume keeps it. */
export async function setJobAsOf(session: Session, id: string, asOf: Instant): Promise<void> {
  await sql`update job set as_of = coalesce(as_of, ${asOf}) where id = ${id}`.execute(session.db);
}

/** Closes a job and with it every older open one that asked the same, such as one whose process died. */
export async function finishJob(
  session: Session,
  finished: { readonly id: string; readonly state: 'done' | 'failed'; readonly outcome: string; readonly at: Instant },
): Promise<void> {
  await sql`
    update job set state = ${finished.state}, outcome = ${finished.outcome}, finished_at = ${finished.at}
    where state in ('waiting', 'running')
      and (id = ${finished.id}
        or (request_hash = (select request_hash from job j where j.id = ${finished.id})
            and requested_at < (select requested_at from job j where j.id = ${finished.id})))`.execute(session.db);
  await forgetSlicesOfClosedJobs(session);
}

interface JobRow {
  readonly id: string;
  readonly kind: string;
  readonly connection_id: string;
  readonly request: string;
  readonly state: string;
  readonly requested_by: string;
  readonly requested_at: unknown;
  readonly started_at: unknown;
  readonly finished_at: unknown;
  readonly as_of: unknown;
  readonly outcome: string | null;
  readonly not_before: unknown;
  readonly attempts: unknown;
  readonly done_before: string | null;
}

function jobOfRow(row: JobRow): Job {
  return {
    id: row.id,
    kind: row.kind,
    connectionId: row.connection_id,
    request: row.request,
    state: row.state as JobState,
    requestedBy: row.requested_by,
    requestedAt: numberOf(row.requested_at),
    startedAt: numberOrNull(row.started_at),
    finishedAt: numberOrNull(row.finished_at),
    asOf: numberOrNull(row.as_of),
    outcome: row.outcome,
    notBefore: numberOrNull(row.not_before),
    attempts: numberOf(row.attempts),
    doneBefore: row.done_before,
  };
}
