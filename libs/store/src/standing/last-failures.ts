import { sql } from 'kysely';
import type { Instant } from '@tillbridge/domain';
import { numberOrNull } from '../database/dialects.js';
import type { Session } from '../database/session.js';

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
