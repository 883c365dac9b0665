import { sql } from 'kysely';
import type { Instant } from '@tillbridge/domain';
import { booleanOf, truth } from '../database/dialects.js';
import type { Session } from '../database/session.js';

/** Null while nobody has decided. */
export async function approvalOf(session: Session, output: string): Promise<boolean | null> {
  const found = await sql<{ approved: unknown }>`
    select approved from approval where output_id = ${output}`.execute(session.db);
  const row = found.rows[0];
  return row === undefined ? null : booleanOf(row.approved);
}

export async function saveApproval(
  session: Session,
  approval: { readonly output: string; readonly approved: boolean; readonly actor: string; readonly at: Instant },
): Promise<void> {
  await sql`
    insert into approval (output_id, approved, actor, at)
    values (${approval.output}, ${truth(session, approval.approved)}, ${approval.actor}, ${approval.at})
    on conflict (output_id) do update set approved = excluded.approved, actor = excluded.actor, at = excluded.at`.execute(
    session.db,
  );
}
