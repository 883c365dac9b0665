import { sql } from 'kysely';
import type { Instant } from '@tillbridge/domain';
import { numberOrNull } from '../database/dialects.js';
import type { Session } from '../database/session.js';
import type { JobState } from '../work/jobs.js';

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
