import { sql } from 'kysely';
import { DAY, type Instant } from '@tillbridge/domain';
import { numberOf } from '../database/dialects.js';
import type { Session } from '../database/session.js';

/**
 * `asked`: somebody was sent to the POS. `granted`: the POS gave a pair, and nobody has confirmed it yet. `told`: another
 * process finished what was asked for, and how it ended waits for whoever began it.
 */
export type AuthorizationStep = (typeof STEPS)[number];
const STEPS = ['asked', 'granted', 'told'] as const;

export interface AuthorizationRow {
  /** sha256, hexadecimal, of the secret that its holder shows. */
  readonly key: string;
  readonly step: AuthorizationStep;
  readonly connectionId: string;
  readonly startedBy: string;
  readonly sealed: string;
  readonly expiresAt: Instant;
}

/** Whose row is wanted; another connection's or another person's is not touched. */
export type AuthorizationClaim = Pick<AuthorizationRow, 'key' | 'step' | 'connectionId' | 'startedBy'>;

/** Expired rows are kept so long, to tell one that came too late from one that was never given out. */
const REMEMBERED = DAY;

export async function saveAuthorization(session: Session, row: AuthorizationRow, now: Instant): Promise<void> {
  await sql`delete from authorization_state where expires_at < ${now - REMEMBERED}`.execute(session.db);
  await sql`
    insert into authorization_state (key, step, connection_id, started_by, sealed, expires_at)
    values (${row.key}, ${row.step}, ${row.connectionId}, ${row.startedBy}, ${row.sealed}, ${row.expiresAt})`.execute(
    session.db,
  );
}

/** Takes the row away; of two who claim it at once exactly one gets it, the other null. */
export async function takeAuthorization(session: Session, claim: AuthorizationClaim): Promise<AuthorizationRow | null> {
  const taken = await sql<StoredRow>`
    delete from authorization_state
    where key = ${claim.key} and step = ${claim.step} and connection_id = ${claim.connectionId}
      and started_by = ${claim.startedBy}
    returning key, step, connection_id, started_by, sealed, expires_at`.execute(session.db);
  return rowOf(taken.rows[0]);
}

/** Looks without taking. */
export async function authorizationOf(session: Session, key: string): Promise<AuthorizationRow | null> {
  const found = await sql<StoredRow>`
    select key, step, connection_id, started_by, sealed, expires_at from authorization_state
    where key = ${key}`.execute(session.db);
  return rowOf(found.rows[0]);
}

/** Puts a newer pair in the place of one that waits for confirmation; false where it no longer waits. */
export async function resealAuthorization(
  session: Session,
  { sealed, ...claim }: AuthorizationClaim & { readonly sealed: string },
): Promise<boolean> {
  const written = await sql`
    update authorization_state set sealed = ${sealed}
    where key = ${claim.key} and step = ${claim.step} and connection_id = ${claim.connectionId}
      and started_by = ${claim.startedBy}`.execute(session.db);
  return (written.numAffectedRows ?? 0n) > 0n;
}

interface StoredRow {
  readonly key: string;
  readonly step: string;
  readonly connection_id: string;
  readonly started_by: string;
  readonly sealed: string;
  readonly expires_at: unknown;
}

function rowOf(row: StoredRow | undefined): AuthorizationRow | null {
  if (row === undefined) return null;
  return {
    key: row.key,
    step: STEPS.find((step) => step === row.step) ?? 'asked',
    connectionId: row.connection_id,
    startedBy: row.started_by,
    sealed: row.sealed,
    expiresAt: numberOf(row.expires_at),
  };
}
