import { sql } from 'kysely';
import type { Instant, LocalDate, LocationId } from '@tillbridge/domain';
import { booleanOf, isOneOf, numberOf, numberOrNull } from '../database/dialects.js';
import type { Session } from '../database/session.js';
import type { LocationDayKey } from '../places/location-day-key.js';

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
  /** Of the settings that shaped what was refused; null where they do not matter. */
  readonly deadHash: string | null;
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
export async function lackingDays(
  session: Session,
  wanted: LackingWanted & { readonly limit: number },
): Promise<DayAtOutput[]> {
  const found = await sql<JoinedRow>`
    select d.location_id, d.date, d.revision, ${DELIVERY_COLUMNS} ${fromLacking(session, wanted)}
    order by d.date, d.location_id limit ${wanted.limit}`.execute(session.db);
  return found.rows.map((row) => dayAtOutput(row, wanted.output));
}

/** How many they are: of days that stay where they are for months, nobody needs more. */
export async function countLackingDays(session: Session, wanted: LackingWanted): Promise<number> {
  if (wanted.locations.length === 0) return 0;
  const found = await sql<{ days: unknown }>`select count(*) as days ${fromLacking(session, wanted)}`.execute(
    session.db,
  );
  return numberOf(found.rows[0]?.days);
}

export interface ServedWanted extends Pick<LackingWanted, 'output' | 'locations'> {
  readonly since: LocalDate;
  readonly limit: number;
}

/** Those of the locations of which an output is sent something: a day within its reach and since a date has figures. */
export async function servedLocations(
  session: Session,
  { output, locations, since, limit }: ServedWanted,
): Promise<LocationId[]> {
  if (locations.length === 0) return [];
  const found = await sql<{ location_id: string }>`
    select r.location_id from reach r
    where r.output_id = ${output} and r.location_id ${isOneOf(session, locations)}
      and exists (select 1 from location_day d
                  where d.location_id = r.location_id and d.date >= r.first_date and d.date >= ${since}
                    and d.revision > 0)
    order by r.location_id limit ${limit}`.execute(session.db);
  return found.rows.map((row) => row.location_id);
}

function fromLacking(session: Session, { output, locations, hash }: LackingWanted) {
  return sql`
    from location_day d
    join reach r on r.output_id = ${output} and r.location_id = d.location_id
    left join delivery v on v.output_id = ${output} and v.location_id = d.location_id and v.date = d.date
    where d.location_id ${isOneOf(session, locations)} and d.date >= r.first_date and d.revision > 0
      and (v.acked_revision is null or v.acked_revision < d.revision or v.acked_hash <> ${hash} or v.resend_wanted)
      and (v.dead_revision is null or v.dead_revision <> d.revision or v.dead_hash <> ${hash})`;
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

const DELIVERY_COLUMNS = sql.raw(
  `v.output_id, v.acked_revision, v.acked_hash, v.acked_at, v.acked_to, v.resend_wanted, v.resend_mark, v.dead_revision, v.dead_hash,
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
  readonly dead_hash: string | null;
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
          deadHash: row.dead_hash,
          attempts: numberOf(row.attempts),
          failures: numberOf(row.failures),
          lastCause: row.last_cause,
          nextAttemptAt: numberOrNull(row.next_attempt_at),
          reference: row.reference,
        };
  return { ...key, revision: numberOf(row.revision), delivery };
}
