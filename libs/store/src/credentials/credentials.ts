import { sql } from 'kysely';
import type { Instant } from '@tillbridge/domain';
import { numberOf } from '../database/dialects.js';
import type { Session } from '../database/session.js';

/** A sealed token pair as it lies in the store. */
export interface CredentialRow {
  readonly connectionId: string;
  readonly sealed: string;
  readonly version: number;
  readonly state: 'valid' | 'revoked';
  /** JSON of why it was revoked. */
  readonly cause: string | null;
}

export async function credentialOf(session: Session, connectionId: string): Promise<CredentialRow | null> {
  const found = await sql<{
    connection_id: string;
    sealed: string;
    version: unknown;
    state: string;
    cause: string | null;
  }>`
    select connection_id, sealed, version, state, cause from credential
    where connection_id = ${connectionId}`.execute(session.db);
  const row = found.rows[0];
  if (row === undefined) return null;
  return {
    connectionId: row.connection_id,
    sealed: row.sealed,
    version: numberOf(row.version),
    state: row.state === 'revoked' ? 'revoked' : 'valid',
    cause: row.cause,
  };
}

/**
 * Writes the whole row if the stored version is still the one that the writer saw (0: no row, or one that never held a
 * pair). False: somebody else was faster. Committed before a pair is used for the first time (I5).
 */
export async function writeCredential(
  session: Session,
  credential: CredentialRow & { readonly expectedVersion: number; readonly at: Instant },
): Promise<boolean> {
  const { connectionId, sealed, version, state, cause, expectedVersion, at } = credential;
  const written =
    expectedVersion === 0
      ? await sql`
          insert into credential (connection_id, sealed, version, state, cause, updated_at)
          values (${connectionId}, ${sealed}, ${version}, ${state}, ${cause}, ${at})
          on conflict (connection_id) do update set sealed = excluded.sealed, version = excluded.version,
            state = excluded.state, cause = excluded.cause, updated_at = excluded.updated_at
          where credential.version = 0`.execute(session.db)
      : await sql`
          update credential set sealed = ${sealed}, version = ${version}, state = ${state}, cause = ${cause},
            updated_at = ${at}
          where connection_id = ${connectionId} and version = ${expectedVersion}`.execute(session.db);
  return (written.numAffectedRows ?? 0n) > 0n;
}
