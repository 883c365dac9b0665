import { sql } from 'kysely';
import type { Instant } from '@tillbridge/domain';
import { BEFORE_CONFLICT, jsonRows, numberOf, numberOrNull } from '../database/dialects.js';
import type { Session } from '../database/session.js';

/** A due time of a connection's schedule. */
export interface Slot {
  readonly connectionId: string;
  readonly dueAt: Instant;
  /** How far back its run reads: recent, hourly, daily or weekly. */
  readonly depth: string;
}

export interface StoredSlot extends Slot {
  /** The job that serves it; null until it is due. */
  readonly jobId: string | null;
  readonly servedAt: Instant | null;
}

/** Writes slots that are not there yet: whichever process comes first, each due time is there once. */
export async function insertSlots(session: Session, slots: readonly Slot[]): Promise<void> {
  if (slots.length === 0) return;
  const rows = slots.map(({ connectionId, dueAt, depth }) => [connectionId, dueAt, depth]);
  await sql`
    insert into slot (connection_id, due_at, depth)
    select r.connection_id, r.due_at, r.depth
    from (${jsonRows(session, { connection_id: 'text', due_at: 'bigint', depth: 'text' }, rows)}) as r
    ${BEFORE_CONFLICT}
    on conflict (connection_id, due_at) do nothing`.execute(session.db);
}

/** Slots that are due after an instant, in order of time. */
export async function slotsAfter(session: Session, now: Instant): Promise<StoredSlot[]> {
  const found = await sql<SlotRow>`
    select * from slot where due_at > ${now} order by connection_id, due_at`.execute(session.db);
  return found.rows.map(slotOfRow);
}

/** The last slot that is due by now of each connection that has one. One seek each, however many slots are kept. */
export async function lastSlots(
  session: Session,
  connections: readonly string[],
  now: Instant,
): Promise<Map<string, Instant>> {
  const found = await sql<{ id: string; due_at: unknown }>`
    select c.id, (select max(due_at) from slot where connection_id = c.id and due_at <= ${now}) as due_at
    from (${idRows(session, connections)}) as c`.execute(session.db);
  return new Map(found.rows.flatMap(({ id, due_at: at }) => (at === null ? [] : [[id, numberOf(at)] as const])));
}

function idRows(session: Session, ids: readonly string[]) {
  return jsonRows(
    session,
    { id: 'text' },
    ids.map((id) => [id]),
  );
}

export async function deleteSlots(
  session: Session,
  slots: ReadonlyArray<Pick<Slot, 'connectionId' | 'dueAt'>>,
): Promise<void> {
  if (slots.length === 0) return;
  const rows = slots.map(({ connectionId, dueAt }) => [connectionId, dueAt]);
  await sql`
    delete from slot where (connection_id, due_at) in (
      select r.connection_id, r.due_at
      from (${jsonRows(session, { connection_id: 'text', due_at: 'bigint' }, rows)}) as r)`.execute(session.db);
}

/** Forgets slots that were due before an instant, served or not. */
export async function pruneSlots(session: Session, before: Instant): Promise<void> {
  await sql`delete from slot where due_at < ${before}`.execute(session.db);
}

/** Slots that are due and have not been given to a job. */
export async function dueSlots(session: Session, now: Instant): Promise<StoredSlot[]> {
  const found = await sql<SlotRow>`
    select * from slot where served_at is null and due_at <= ${now} and job_id is null
    order by connection_id, due_at`.execute(session.db);
  return found.rows.map(slotOfRow);
}

/**
 * Gives a job every slot of a connection that is due: new ones, and those whose job was closed without serving them.
 * Where two processes do this at once, one gets them all and the other none.
 */
export async function bindSlots(
  session: Session,
  bind: { readonly connectionId: string; readonly jobId: string; readonly now: Instant },
): Promise<StoredSlot[]> {
  const bound = await sql<SlotRow>`
    update slot set job_id = ${bind.jobId}
    where connection_id = ${bind.connectionId} and served_at is null and due_at <= ${bind.now}
      and (job_id is null or job_id in (select id from job where state in ('done', 'failed')))
    returning *`.execute(session.db);
  return bound.rows.map(slotOfRow).toSorted((a, b) => a.dueAt - b.dueAt);
}

/** What the open jobs are asked that slots are with, by connection. JSON each. */
export async function unfinishedSlotJobs(session: Session): Promise<Map<string, string[]>> {
  const found = await sql<{ connection_id: string; request: string }>`
    select distinct slot.connection_id, job.request from slot join job on job.id = slot.job_id
    where slot.served_at is null and job.state in ('waiting', 'running')`.execute(session.db);
  const byConnection = Map.groupBy(found.rows, (row) => row.connection_id);
  return new Map([...byConnection].map(([connection, rows]) => [connection, rows.map(({ request }) => request)]));
}

/** Hands the slots of one job to another. */
export async function rebindSlots(session: Session, from: string, to: string): Promise<void> {
  await sql`update slot set job_id = ${to} where job_id = ${from} and served_at is null`.execute(session.db);
}

export async function slotsOfJob(session: Session, jobId: string): Promise<StoredSlot[]> {
  const found = await sql<SlotRow>`select * from slot where job_id = ${jobId} order by due_at`.execute(session.db);
  return found.rows.map(slotOfRow);
}

/** Marks the slots of a job as served: everything that they ask for was read. */
export async function serveSlots(session: Session, jobId: string, at: Instant): Promise<void> {
  await sql`update slot set served_at = ${at} where job_id = ${jobId} and served_at is null`.execute(session.db);
}

/** Lowers the depth of a job's slots that stay unserved although as much was read as the POS lets anybody. */
export async function setSlotDepth(session: Session, jobId: string, depth: string): Promise<void> {
  await sql`update slot set depth = ${depth} where job_id = ${jobId} and served_at is null`.execute(session.db);
}

export interface SlotSummary {
  readonly connectionId: string;
  /** Due time of the last slot that was served. */
  readonly lastServed: Instant | null;
  /** Due time of the next slot. */
  readonly nextDue: Instant | null;
  /** Slots that are due, not served, and not with a job that is open. */
  readonly missed: number;
}

/** Where the schedule of each connection stands. Asked often, so it costs a few index seeks for each connection. */
export async function slotSummaries(
  session: Session,
  connections: readonly string[],
  now: Instant,
): Promise<SlotSummary[]> {
  const found = await sql<{ id: string; last_served: unknown; next_due: unknown }>`
    select c.id,
      (select due_at from slot where connection_id = c.id and served_at is not null
       order by due_at desc limit 1) as last_served,
      (select min(due_at) from slot where connection_id = c.id and due_at > ${now}) as next_due
    from (${idRows(session, connections)}) as c order by c.id`.execute(session.db);
  const missed = await missedSlots(session, now);
  return found.rows.map((row) => ({
    connectionId: row.id,
    lastServed: numberOrNull(row.last_served),
    nextDue: numberOrNull(row.next_due),
    missed: missed.get(row.id) ?? 0,
  }));
}

async function missedSlots(session: Session, now: Instant): Promise<Map<string, number>> {
  const found = await sql<{ connection_id: string; missed: unknown }>`
    select slot.connection_id, count(*) as missed from slot left join job on job.id = slot.job_id
    where slot.served_at is null and slot.due_at <= ${now}
      and (job.state is null or job.state in ('done', 'failed'))
    group by slot.connection_id`.execute(session.db);
  return new Map(found.rows.map((row) => [row.connection_id, numberOf(row.missed)]));
}

interface SlotRow {
  readonly connection_id: string;
  readonly due_at: unknown;
  readonly depth: string;
  readonly job_id: string | null;
  readonly served_at: unknown;
}

function slotOfRow(row: SlotRow): StoredSlot {
  return {
    connectionId: row.connection_id,
    dueAt: numberOf(row.due_at),
    depth: row.depth,
    jobId: row.job_id,
    servedAt: numberOrNull(row.served_at),
  };
}
