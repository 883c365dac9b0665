import { sql } from 'kysely';
import type { Instant } from '@tillbridge/domain';
import type { Session } from '../database/session.js';
import { forgetSlicesOfClosedJobs } from '../work/job-slices.js';

/**
 * What goes with a connection that is deleted: its open jobs are closed, its slots that are not served yet and the
 * authorisations on their way are dropped.
 */
export async function endWorkOfConnection(
  session: Session,
  connectionId: string,
  { outcome, at }: { readonly outcome: string; readonly at: Instant },
): Promise<void> {
  await sql`
    update job set state = 'failed', outcome = ${outcome}, finished_at = ${at}
    where connection_id = ${connectionId} and state in ('waiting', 'running')`.execute(session.db);
  await forgetSlicesOfClosedJobs(session);
  await sql`delete from slot where connection_id = ${connectionId} and served_at is null`.execute(session.db);
  await sql`delete from authorization_state where connection_id = ${connectionId}`.execute(session.db);
}
