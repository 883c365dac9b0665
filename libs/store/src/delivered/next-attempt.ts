import { sql } from 'kysely';
import type { Instant } from '@tillbridge/domain';
import { numberOrNull } from '../database/dialects.js';
import type { Session } from '../database/session.js';

/**
 * When something that failed at an output may next be tried: the probe where its breaker is open, else a day; null when
 * none waits.
 */
export async function nextAttemptAt(session: Session, output: string, after: Instant): Promise<Instant | null> {
  const found = await sql<{ probe_at: unknown; day_at: unknown }>`
    select
      (select next_probe_at from output_breaker where output_id = ${output}) as probe_at,
      (select min(next_attempt_at) from delivery where output_id = ${output} and next_attempt_at > ${after}) as day_at
    `.execute(session.db);
  const probeAt = numberOrNull(found.rows[0]?.probe_at);
  if (probeAt === null) return numberOrNull(found.rows[0]?.day_at);
  return probeAt > after ? probeAt : null;
}

/** Lets every day of an output go at once that waits for a time of its own: the receiver takes figures again. */
export async function endWaits(session: Session, output: string, at: Instant): Promise<void> {
  await sql`
    update delivery set next_attempt_at = ${at}
    where output_id = ${output} and next_attempt_at > ${at}`.execute(session.db);
}
