import { sql } from 'kysely';
import type { Instant } from '@tillbridge/domain';
import { numberOf, type Session } from '../database/session.js';

/** A sealed token pair as it lies in the store. */
export interface CredentialRow {
  readonly connectionId: string;
  readonly sealed: string;
  readonly version: number;
  readonly seedHash: string | null;
  readonly state: 'valid' | 'revoked';
  /** JSON of why it was revoked. */
  readonly cause: string | null;
}

export async function credentialOf(session: Session, connectionId: string): Promise<CredentialRow | null> {
  const found = await sql<{
    connection_id: string;
    sealed: string;
    version: unknown;
    seed_hash: string | null;
    state: string;
    cause: string | null;
  }>`
    select connection_id, sealed, version, seed_hash, state, cause from credential
    where connection_id = ${connectionId}`.execute(session.db);
  const row = found.rows[0];
  if (row === undefined) return null;
  return {
    connectionId: row.connection_id,
    sealed: row.sealed,
    version: numberOf(row.version),
    seedHash: row.seed_hash,
    state: row.state === 'revoked' ? 'revoked' : 'valid',
    cause: row.cause,
  };
}

/**
 * Writes a pair only over the version that the writer saw (null: over none); false when somebody else was faster.
 * Committed before the pair is used for the first time (I5).
 */
export async function saveCredential(
  session: Session,
  credential: Pick<CredentialRow, 'connectionId' | 'sealed' | 'seedHash'> & {
    readonly expectedVersion: number | null;
    readonly at: Instant;
  },
): Promise<boolean> {
  const { connectionId, sealed, seedHash, expectedVersion, at } = credential;
  const written =
    expectedVersion === null
      ? await sql`
          insert into credential (connection_id, sealed, version, seed_hash, state, cause, updated_at)
          values (${connectionId}, ${sealed}, 1, ${seedHash}, 'valid', null, ${at})
          on conflict (connection_id) do nothing`.execute(session.db)
      : await sql`
          update credential set sealed = ${sealed}, version = version + 1, seed_hash = ${seedHash}, state = 'valid',
            cause = null, updated_at = ${at}
          where connection_id = ${connectionId} and version = ${expectedVersion}`.execute(session.db);
  return (written.numAffectedRows ?? 0n) > 0n;
}

/** Marks the version that the POS refused; a newer one that came meanwhile stays valid. */
export async function markCredentialRevoked(
  session: Session,
  revoked: { readonly connectionId: string; readonly version: number; readonly cause: string; readonly at: Instant },
): Promise<void> {
  await sql`
    update credential set state = 'revoked', cause = ${revoked.cause}, updated_at = ${revoked.at}
    where connection_id = ${revoked.connectionId} and version = ${revoked.version}`.execute(session.db);
}

/** Writes a row whole, over the version that the writer saw (0: over none, or over one that never held a pair). */
export async function writeCredential(
  session: Session,
  credential: Omit<CredentialRow, 'seedHash'> & { readonly expectedVersion: number; readonly at: Instant },
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
