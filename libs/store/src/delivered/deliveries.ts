import { sql } from 'kysely';
import type { Instant } from '@tillbridge/domain';
import { BEFORE_CONFLICT, jsonRows, lastOfEach, truth } from '../database/dialects.js';
import type { Session } from '../database/session.js';
import { dayKey, type LocationDayKey } from '../places/location-day-key.js';

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
  /** Of the settings that shaped what it refused; left out: whatever they are. */
  readonly hash?: string;
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
    failure.dead ? (failure.hash ?? null) : null,
    failure.cause,
    failure.nextAttemptAt,
    failure.resendMark,
  ]);
  await sql`
    insert into delivery (output_id, location_id, date, dead_revision, dead_hash, last_cause, next_attempt_at, resend_wanted,
                          resend_mark, attempts, failures)
    select ${output}, r.location_id, r.date, r.dead_revision, r.dead_hash, r.last_cause, r.next_attempt_at,
      ${truth(session, false)}, r.resend_mark, 1, 1
    from (${jsonRows(
      session,
      {
        location_id: 'text',
        date: 'text',
        dead_revision: 'integer',
        dead_hash: 'text',
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
      dead_hash = case when delivery.resend_mark > excluded.resend_mark or excluded.dead_revision is null
                       then delivery.dead_hash else excluded.dead_hash end,
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
