import { sql } from 'kysely';
import type { Instant } from '@tillbridge/domain';
import { numberOrNull, type Session } from '../database/session.js';
import type { JobState } from '../work/jobs.js';

/** What an output failed with last, of the days that it has not taken since. */
export interface LastFailure {
  readonly output: string;
  /** JSON of the cause. */
  readonly cause: string;
  /** The next attempt of any of its days, or the next probe where its breaker is open; null where all are dead. */
  readonly nextAttemptAt: Instant | null;
}

export async function lastFailures(session: Session): Promise<Map<string, LastFailure>> {
  const found = await sql<{ output_id: string; last_cause: string; next_at: unknown }>`
    with failed as (
      select output_id, last_cause, min(next_attempt_at) over (partition by output_id) as next_at,
        row_number() over (partition by output_id order by coalesce(next_attempt_at, 0) desc, date desc) as place
      from delivery where last_cause is not null)
    select f.output_id, f.last_cause, coalesce(b.next_probe_at, f.next_at) as next_at
    from failed f left join output_breaker b on b.output_id = f.output_id where f.place = 1`.execute(session.db);
  return new Map(
    found.rows.map(({ output_id: output, last_cause: cause, next_at: next }) => [
      output,
      { output, cause, nextAttemptAt: numberOrNull(next) },
    ]),
  );
}

/** How the newest run of a connection that has ended did end. */
export interface LastRun {
  readonly connection: string;
  /** `waiting`: it is tried again. */
  readonly state: Exclude<JobState, 'running'>;
  /** JSON of what was done; the reason itself of a job that failed. */
  readonly outcome: string;
  readonly finishedAt: Instant | null;
  readonly notBefore: Instant | null;
}

export async function lastRuns(session: Session): Promise<Map<string, LastRun>> {
  const found = await sql<{
    connection_id: string;
    state: LastRun['state'];
    outcome: string;
    finished_at: unknown;
    not_before: unknown;
  }>`
    with ended as (
      select id, connection_id, row_number() over (partition by connection_id order by requested_at desc, id) as place
      from job where state <> 'running' and outcome is not null)
    select j.connection_id, j.state, j.outcome, j.finished_at, j.not_before
    from ended e join job j on j.id = e.id where e.place = 1`.execute(session.db);
  return new Map(
    found.rows.map((row) => [
      row.connection_id,
      {
        connection: row.connection_id,
        state: row.state,
        outcome: row.outcome,
        finishedAt: numberOrNull(row.finished_at),
        notBefore: numberOrNull(row.not_before),
      },
    ]),
  );
}
