import { sql } from 'kysely';
import { problemError } from '@tillbridge/domain';
import { databaseNow, numberOf } from '../database/dialects.js';
import type { Session } from '../database/session.js';
import { STORE_PROBLEMS } from '../problems.js';

/** The right to write for one scope, as long as nobody else took it with a higher fence. */
export interface Lease {
  readonly scope: string;
  readonly owner: string;
  readonly fence: number;
}

/**
 * Takes the scope if it is free, expired, or already the owner's own; null while somebody else holds it. Expiry is
 * judged by the database's clock (I4).
 */
export async function takeLease(
  session: Session,
  wanted: { readonly scope: string; readonly owner: string; readonly milliseconds: number },
): Promise<Lease | null> {
  const now = databaseNow(session);
  const taken = await sql<{ fence: unknown }>`
    insert into lease (scope, owner, fence, expires_at)
    values (${wanted.scope}, ${wanted.owner}, 1, ${now} + ${wanted.milliseconds})
    on conflict (scope) do update
      set owner = excluded.owner, fence = lease.fence + 1, expires_at = excluded.expires_at
      where lease.owner is null or lease.owner = excluded.owner or lease.expires_at < ${now}
    returning fence`.execute(session.db);
  const row = taken.rows[0];
  return row === undefined ? null : { scope: wanted.scope, owner: wanted.owner, fence: numberOf(row.fence) };
}

/** Keeps a lease alive; false once it was lost. */
export async function renewLease(session: Session, lease: Lease, milliseconds: number): Promise<boolean> {
  const renewed = await sql`
    update lease set expires_at = ${databaseNow(session)} + ${milliseconds}
    where scope = ${lease.scope} and owner = ${lease.owner} and fence = ${lease.fence}`.execute(session.db);
  return (renewed.numAffectedRows ?? 0n) > 0n;
}

export async function releaseLease(session: Session, lease: Lease): Promise<void> {
  await sql`
    update lease set owner = null, expires_at = 0
    where scope = ${lease.scope} and owner = ${lease.owner} and fence = ${lease.fence}`.execute(session.db);
}

/** Whoever holds the one SQLite lock is alone: every lease of a process that died before ends here. */
export async function endAllLeases(session: Session): Promise<void> {
  await sql`update lease set owner = null, expires_at = 0, fence = fence + 1`.execute(session.db);
}

/** Ends the lease of a scope: from the commit on its holder writes nothing more, and anybody may take it (I4). */
export async function endLease(session: Session, scope: string): Promise<void> {
  await sql`
    update lease set owner = null, expires_at = 0, fence = fence + 1 where scope = ${scope}`.execute(session.db);
}

export async function leaseHolder(session: Session, scope: string): Promise<string | null> {
  const held = await sql<{ owner: string | null }>`
    select owner from lease where scope = ${scope} and expires_at >= ${databaseNow(session)}`.execute(session.db);
  return held.rows[0]?.owner ?? null;
}

/**
 * First statement of every transaction of a run (I4). On PostgreSQL the row stays locked against a taker until the
 * commit; on SQLite the update takes the write lock at once, so that no later statement can fail for it.
 */
export async function assertFence(session: Session, lease: Lease): Promise<void> {
  const holds =
    session.dialect === 'sqlite'
      ? ((
          await sql`update lease set fence = fence
            where scope = ${lease.scope} and owner = ${lease.owner} and fence = ${lease.fence}`.execute(session.db)
        ).numAffectedRows ?? 0n) > 0n
      : (
          await sql`select 1 from lease
            where scope = ${lease.scope} and owner = ${lease.owner} and fence = ${lease.fence}
            for share`.execute(session.db)
        ).rows.length > 0;
  if (!holds) throw problemError(STORE_PROBLEMS, 'store.fenced_off', { scope: lease.scope });
}
