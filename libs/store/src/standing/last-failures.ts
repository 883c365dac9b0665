import { sql } from 'kysely';
import type { Instant } from '@tillbridge/domain';
import { isOneOf, numberOrNull } from '../database/dialects.js';
import type { Session } from '../database/session.js';
import { type StandingWanted, waivedRows } from './output-standing.js';

/** What an output failed with last, of the days that are still owed to it or that it refuses for good. */
export interface LastFailure {
  readonly output: string;
  /** JSON of the cause. */
  readonly cause: string;
  /** The next attempt of any of its days, or the next probe where its breaker is open; null where all are dead. */
  readonly nextAttemptAt: Instant | null;
}

/** @param wanted the locations of which something is to go out now, and the days that stay away on purpose */
export async function lastFailures(
  session: Session,
  wanted: Pick<StandingWanted, 'locations' | 'waived'>,
): Promise<Map<string, LastFailure>> {
  const found = await sql<{ output_id: string; last_cause: string; next_at: unknown }>`
    with ${waivedRows(session, wanted)},
    failed as (
      select v.output_id, v.last_cause, min(v.next_attempt_at) over (partition by v.output_id) as next_at,
        row_number() over (
          partition by v.output_id order by coalesce(v.next_attempt_at, 0) desc, v.date desc) as place
      from delivery v
      where v.last_cause is not null and v.location_id ${isOneOf(session, wanted.locations)}
        and not exists (select 1 from waived w
                        where w.location_id = v.location_id and v.date >= w.from_date and v.date < w.to_date))
    select f.output_id, f.last_cause, coalesce(b.next_probe_at, f.next_at) as next_at
    from failed f left join output_breaker b on b.output_id = f.output_id where f.place = 1`.execute(session.db);
  return new Map(
    found.rows.map(({ output_id: output, last_cause: cause, next_at: next }) => [
      output,
      { output, cause, nextAttemptAt: numberOrNull(next) },
    ]),
  );
}
