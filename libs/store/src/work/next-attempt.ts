import { sql } from 'kysely';
import type { Instant } from '@tillbridge/domain';
import { numberOrNull, type Session } from '../database/session.js';

/** When the next day that failed at an output may be tried again; null when none waits. */
export async function nextAttemptAt(session: Session, output: string, after: Instant): Promise<Instant | null> {
  const found = await sql<{ at: unknown }>`
    select min(next_attempt_at) as at from delivery
    where output_id = ${output} and next_attempt_at > ${after}`.execute(session.db);
  return numberOrNull(found.rows[0]?.at);
}
