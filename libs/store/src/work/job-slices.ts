import { sql } from 'kysely';
import type { Instant, Interval } from '@tillbridge/domain';
import { numberOf, numberOrNull } from '../database/dialects.js';
import type { Session } from '../database/session.js';
import type { LedgerStream } from '../ledger/ledger-part.js';

/**
 * A slice that a job has read to its end. A job that goes on after a crash, or after it gave way, leaves these out. They
 * are its own account: coverage says only as of when the POS was read, by whichever job, and two jobs may begin at one
 * instant of the POS's clock with an edit between them.
 */
export interface JobSlice extends Interval {
  readonly stream: LedgerStream;
  /** Equal where the same shops were read, each within the same bounds. */
  readonly shopsHash: string;
}

/** In the place of the shops' hash: a slice that is to be read anew. */
const FORGOTTEN = '';

export async function slicesReadBy(session: Session, jobId: string): Promise<JobSlice[]> {
  const found = await sql<{ stream: string; from_at: unknown; to_at: unknown; shops_hash: string }>`
    select stream, from_at, to_at, shops_hash from job_slice where job_id = ${jobId} and shops_hash <> ${FORGOTTEN}
    order by stream, from_at`.execute(session.db);
  return found.rows.map((row) => ({
    stream: row.stream as LedgerStream,
    from: numberOf(row.from_at),
    to: numberOf(row.to_at),
    shopsHash: row.shops_hash,
  }));
}

/**
 * From when on a job has read a stream, or an older open one that asks the same and that it closes: one whose process
 * died. Null where none has.
 */
export async function readSince(session: Session, jobId: string, stream: LedgerStream): Promise<Instant | null> {
  const found = await sql<{ first: unknown }>`
    select min(from_at) as first from job_slice where stream = ${stream} and (job_id = ${jobId} or job_id in (
      select other.id from job other join job own on own.request_hash = other.request_hash
      where own.id = ${jobId} and other.state in ('waiting', 'running')))`.execute(session.db);
  return numberOrNull(found.rows[0]?.first);
}

/** In the transaction that writes the coverage of the slice (I1): one is never there without the other. */
export async function noteSliceRead(session: Session, jobId: string, slice: JobSlice): Promise<void> {
  await sql`
    insert into job_slice (job_id, stream, from_at, to_at, shops_hash)
    values (${jobId}, ${slice.stream}, ${slice.from}, ${slice.to}, ${slice.shopsHash})
    on conflict (job_id, stream, from_at, to_at) do update set shops_hash = excluded.shops_hash`.execute(session.db);
}

/** The job is to read anew. From when on it has read stays known, since coverage has moved on by it (`readSince`). */
export async function forgetSlices(session: Session, jobId: string): Promise<void> {
  await sql`update job_slice set shops_hash = ${FORGOTTEN} where job_id = ${jobId}`.execute(session.db);
}

/** The same for every job of a connection: what they have read may have been unfinished. */
export async function forgetSlicesOfConnection(session: Session, connectionId: string): Promise<void> {
  await sql`
    update job_slice set shops_hash = ${FORGOTTEN}
    where job_id in (select id from job where connection_id = ${connectionId})`.execute(session.db);
}

/** Jobs that are closed read nothing any more. */
export async function forgetSlicesOfClosedJobs(session: Session): Promise<void> {
  await sql`
    delete from job_slice where not exists (
      select 1 from job where job.id = job_slice.job_id and job.state in ('waiting', 'running'))`.execute(session.db);
}
