import { sql } from 'kysely';
import type { Instant, LocalDate, LocationId } from '@tillbridge/domain';
import {
  BEFORE_CONFLICT,
  booleanOf,
  jsonRows,
  isOneOf,
  lastOfEach,
  numberOf,
  numberOrNull,
  truth,
  type Session,
} from '../database/session.js';
import { dayKey, type LocationDayKey } from '../places/location-day-key.js';

export interface DeliveryRow extends LocationDayKey {
  readonly output: string;
  readonly ackedRevision: number | null;
  readonly ackedHash: string | null;
  readonly ackedAt: Instant | null;
  /** How far the output knows the day: the end of the last cell that it took. */
  readonly ackedTo: Instant | null;
  readonly resendWanted: boolean;
  /** Rises whenever somebody wants the day again. */
  readonly resendMark: number;
  readonly deadRevision: number | null;
  readonly attempts: number;
  /** Since it was last taken. */
  readonly failures: number;
  /** JSON. */
  readonly lastCause: string | null;
  readonly nextAttemptAt: Instant | null;
  readonly reference: string | null;
}

/** A folded day beside what the output has taken of it; null where it never took anything. */
export interface DayAtOutput extends LocationDayKey {
  readonly revision: number;
  readonly delivery: DeliveryRow | null;
}

export interface LackingWanted {
  readonly output: string;
  readonly locations: readonly LocationId[];
  /** Of the settings that change bytes. */
  readonly hash: string;
}

/** Every folded day within the reach of an output that it lacks, for the locations named, in order of date. */
export async function daysAtOutput(
  session: Session,
  wanted: LackingWanted & { readonly limit: number },
): Promise<DayAtOutput[]> {
  const found = await sql<JoinedRow>`
    select d.location_id, d.date, d.revision, ${DELIVERY_COLUMNS} ${fromLacking(session, wanted)}
    order by d.date, d.location_id limit ${wanted.limit}`.execute(session.db);
  return found.rows.map((row) => dayAtOutput(row, wanted.output));
}

/** How many they are: of days that stay where they are for months, nobody needs more. */
export async function countDaysAtOutput(session: Session, wanted: LackingWanted): Promise<number> {
  if (wanted.locations.length === 0) return 0;
  const found = await sql<{ days: unknown }>`select count(*) as days ${fromLacking(session, wanted)}`.execute(
    session.db,
  );
  return numberOf(found.rows[0]?.days);
}

function fromLacking(session: Session, { output, locations, hash }: LackingWanted) {
  return sql`
    from location_day d
    join reach r on r.output_id = ${output} and r.location_id = d.location_id
    left join delivery v on v.output_id = ${output} and v.location_id = d.location_id and v.date = d.date
    where d.location_id ${isOneOf(session, locations)} and d.date >= r.first_date and d.revision > 0
      and (v.acked_revision is null or v.acked_revision < d.revision or v.acked_hash <> ${hash} or v.resend_wanted)
      and (v.dead_revision is null or v.dead_revision <> d.revision)`;
}

/** All days of a window beside what an output has taken, for people to look at. */
export async function deliveriesBetween(
  session: Session,
  wanted: { readonly output: string; readonly from: LocalDate; readonly to: LocalDate },
): Promise<DayAtOutput[]> {
  const found = await sql<JoinedRow>`
    select d.location_id, d.date, d.revision, ${DELIVERY_COLUMNS}
    from location_day d
    left join delivery v on v.output_id = ${wanted.output} and v.location_id = d.location_id and v.date = d.date
    where d.date >= ${wanted.from} and d.date <= ${wanted.to} and d.revision > 0
    order by d.date, d.location_id`.execute(session.db);
  return found.rows.map((row) => dayAtOutput(row, wanted.output));
}

export interface Acknowledgement extends LocationDayKey {
  readonly revision: number;
  readonly hash: string;
  readonly reference: string | null;
  /** End of the last cell that was sent; null where the payload held none. */
  readonly ackedTo: Instant | null;
  /** As it stood before the day was read to be sent. */
  readonly resendMark: number;
}

/**
 * Many acknowledgements in one commit; one that is older than what stands changes nothing (I3). Who wanted the day again
 * while it was under way still gets it: the mark has risen since.
 */
export async function acknowledge(
  session: Session,
  output: string,
  acknowledgements: readonly Acknowledgement[],
  at: Instant,
): Promise<void> {
  if (acknowledgements.length === 0) return;
  const rows = lastOfEach(
    acknowledgements.toSorted((a, b) => a.revision - b.revision),
    dayKey,
  ).map((ack) => [ack.location, ack.date, ack.revision, ack.hash, ack.reference, ack.ackedTo, ack.resendMark]);
  await sql`
    insert into delivery (output_id, location_id, date, acked_revision, acked_hash, reference, acked_to, acked_at,
                          resend_wanted, resend_mark, attempts)
    select ${output}, r.location_id, r.date, r.revision, r.hash, r.reference, r.acked_to, cast(${at} as bigint),
      ${truth(session, false)}, r.resend_mark, 1
    from (${jsonRows(
      session,
      {
        location_id: 'text',
        date: 'text',
        revision: 'integer',
        hash: 'text',
        reference: 'text',
        acked_to: 'bigint',
        resend_mark: 'integer',
      },
      rows,
    )}) as r
    ${BEFORE_CONFLICT}
    on conflict (output_id, location_id, date) do update set
      acked_revision = excluded.acked_revision, acked_hash = excluded.acked_hash, reference = excluded.reference,
      acked_at = excluded.acked_at, ${laterEnd}, ${resendUnlessAnswered(session)}, dead_revision = null,
      last_cause = null, next_attempt_at = null, attempts = delivery.attempts + 1, failures = 0
    where delivery.acked_revision is null or delivery.acked_revision <= excluded.acked_revision`.execute(session.db);
}

/** A payload without cells, or one that holds a late hour alone, takes nothing back of how far the day is known. */
const laterEnd = sql.raw(
  `acked_to = case when delivery.acked_to is null or excluded.acked_to > delivery.acked_to
                   then excluded.acked_to else delivery.acked_to end`,
);

function resendUnlessAnswered(session: Session) {
  return sql`resend_wanted = case when delivery.resend_mark > excluded.resend_mark
                                  then delivery.resend_wanted else ${truth(session, false)} end`;
}

export interface FailedAttempt extends LocationDayKey {
  readonly revision: number;
  /** JSON of the cause. */
  readonly cause: string;
  /** The receiver will never take this revision. */
  readonly dead: boolean;
  readonly nextAttemptAt: Instant | null;
  /** As it stood before the day was read to be sent. */
  readonly resendMark: number;
}

/** A refusal for good says nothing to who wanted the day again meanwhile. */
export async function saveFailures(
  session: Session,
  output: string,
  failures: readonly FailedAttempt[],
): Promise<void> {
  if (failures.length === 0) return;
  const rows = lastOfEach(failures, dayKey).map((failure) => [
    failure.location,
    failure.date,
    failure.dead ? failure.revision : null,
    failure.cause,
    failure.nextAttemptAt,
    failure.resendMark,
  ]);
  await sql`
    insert into delivery (output_id, location_id, date, dead_revision, last_cause, next_attempt_at, resend_wanted,
                          resend_mark, attempts, failures)
    select ${output}, r.location_id, r.date, r.dead_revision, r.last_cause, r.next_attempt_at,
      ${truth(session, false)}, r.resend_mark, 1, 1
    from (${jsonRows(
      session,
      {
        location_id: 'text',
        date: 'text',
        dead_revision: 'integer',
        last_cause: 'text',
        next_attempt_at: 'bigint',
        resend_mark: 'integer',
      },
      rows,
    )}) as r
    ${BEFORE_CONFLICT}
    on conflict (output_id, location_id, date) do update set
      dead_revision = case when delivery.resend_mark > excluded.resend_mark then delivery.dead_revision
                           else coalesce(excluded.dead_revision, delivery.dead_revision) end,
      resend_wanted = case when excluded.dead_revision is null or delivery.resend_mark > excluded.resend_mark
                           then delivery.resend_wanted else ${truth(session, false)} end,
      last_cause = excluded.last_cause, next_attempt_at = excluded.next_attempt_at,
      attempts = delivery.attempts + 1, failures = delivery.failures + 1`.execute(session.db);
}

/** A replay: the days go out again, dead or not. */
export async function wantResend(session: Session, output: string, keys: readonly LocationDayKey[]): Promise<void> {
  const rows = lastOfEach(keys, dayKey).map(({ location, date }) => [location, date]);
  const yes = truth(session, true);
  await sql`
    insert into delivery (output_id, location_id, date, resend_wanted, resend_mark, attempts)
    select ${output}, r.location_id, r.date, ${yes}, 1, 0
    from (${jsonRows(session, { location_id: 'text', date: 'text' }, rows)}) as r
    ${BEFORE_CONFLICT}
    on conflict (output_id, location_id, date) do update set
      resend_wanted = excluded.resend_wanted, resend_mark = delivery.resend_mark + 1, dead_revision = null,
      next_attempt_at = null`.execute(session.db);
}

const DELIVERY_COLUMNS = sql.raw(
  `v.output_id, v.acked_revision, v.acked_hash, v.acked_at, v.acked_to, v.resend_wanted, v.resend_mark, v.dead_revision,
   v.attempts, v.failures, v.last_cause, v.next_attempt_at, v.reference`,
);

interface JoinedRow {
  readonly location_id: string;
  readonly date: string;
  readonly revision: unknown;
  readonly output_id: string | null;
  readonly acked_revision: unknown;
  readonly acked_hash: string | null;
  readonly acked_at: unknown;
  readonly acked_to: unknown;
  readonly resend_wanted: unknown;
  readonly resend_mark: unknown;
  readonly dead_revision: unknown;
  readonly attempts: unknown;
  readonly failures: unknown;
  readonly last_cause: string | null;
  readonly next_attempt_at: unknown;
  readonly reference: string | null;
}

function dayAtOutput(row: JoinedRow, output: string): DayAtOutput {
  const key = { location: row.location_id, date: row.date };
  const delivery: DeliveryRow | null =
    row.output_id === null
      ? null
      : {
          ...key,
          output,
          ackedRevision: numberOrNull(row.acked_revision),
          ackedHash: row.acked_hash,
          ackedAt: numberOrNull(row.acked_at),
          ackedTo: numberOrNull(row.acked_to),
          resendWanted: booleanOf(row.resend_wanted),
          resendMark: numberOf(row.resend_mark),
          deadRevision: numberOrNull(row.dead_revision),
          attempts: numberOf(row.attempts),
          failures: numberOf(row.failures),
          lastCause: row.last_cause,
          nextAttemptAt: numberOrNull(row.next_attempt_at),
          reference: row.reference,
        };
  return { ...key, revision: numberOf(row.revision), delivery };
}
