import { sql } from 'kysely';
import type { Instant } from '@tillbridge/domain';
import { booleanOf, numberOrNull } from '../database/dialects.js';
import type { Session } from '../database/session.js';

/** A connection that was not deleted, and whether it is authorised at its POS. */
export interface ConnectionStanding {
  readonly id: string;
  readonly connector: string;
  readonly label: string;
  readonly active: boolean;
  /** `none`: it was never authorised. */
  readonly authorization: 'valid' | 'revoked' | 'none';
  /** JSON of the cause of a revocation. */
  readonly cause: string | null;
  /** When the authorisation last changed. */
  readonly authorizationAt: Instant | null;
}

/** All connections but those that a person deleted. */
export async function connectionStandings(session: Session): Promise<ConnectionStanding[]> {
  const found = await sql<{
    id: string;
    connector: string;
    label: string;
    active: unknown;
    state: string | null;
    cause: string | null;
    updated_at: unknown;
  }>`
    select c.id, c.connector, c.label, c.active, k.state, k.cause, k.updated_at
    from connection c left join credential k on k.connection_id = c.id
    where c.deleted_at is null order by c.id`.execute(session.db);
  return found.rows.map(({ id, connector, label, active, state, cause, updated_at: updatedAt }) => ({
    id,
    connector,
    label,
    active: booleanOf(active),
    cause,
    authorization: state === null ? 'none' : state === 'revoked' ? 'revoked' : 'valid',
    authorizationAt: numberOrNull(updatedAt),
  }));
}
