import { sql } from 'kysely';
import { MINUTE, type Instant } from '@tillbridge/domain';
import { numberOf, numberOrNull } from '../database/dialects.js';
import type { Session } from '../database/session.js';

export interface ApiKeyRow {
  readonly id: string;
  readonly label: string;
  /** sha256, hexadecimal, of the secret. */
  readonly hash: string;
  readonly createdAt: Instant;
  readonly createdBy: string;
  /** To the minute. */
  readonly lastUsedAt: Instant | null;
  readonly revokedAt: Instant | null;
}

/** Oldest first, revoked ones included. */
export async function apiKeysOf(session: Session): Promise<ApiKeyRow[]> {
  const found = await sql<StoredRow>`select * from api_key order by created_at, id`.execute(session.db);
  return found.rows.map(rowOf);
}

export async function apiKeyById(session: Session, id: string): Promise<ApiKeyRow | null> {
  const found = await sql<StoredRow>`select * from api_key where id = ${id}`.execute(session.db);
  const row = found.rows[0];
  return row === undefined ? null : rowOf(row);
}

export async function insertApiKey(
  session: Session,
  key: Pick<ApiKeyRow, 'id' | 'label' | 'hash' | 'createdAt' | 'createdBy'>,
): Promise<void> {
  await sql`
    insert into api_key (id, label, hash, created_at, created_by)
    values (${key.id}, ${key.label}, ${key.hash}, ${key.createdAt}, ${key.createdBy})`.execute(session.db);
}

/** False where it was revoked before or never there. */
export async function revokeApiKey(session: Session, id: string, at: Instant): Promise<boolean> {
  const revoked = await sql`
    update api_key set revoked_at = ${at} where id = ${id} and revoked_at is null`.execute(session.db);
  return (revoked.numAffectedRows ?? 0n) > 0n;
}

/** Written at most once a minute: otherwise every request with the key would be a write. */
export async function touchApiKey(session: Session, id: string, at: Instant): Promise<void> {
  await sql`
    update api_key set last_used_at = ${at}
    where id = ${id} and (last_used_at is null or last_used_at <= ${at - MINUTE})`.execute(session.db);
}

interface StoredRow {
  readonly id: string;
  readonly label: string;
  readonly hash: string;
  readonly created_at: unknown;
  readonly created_by: string;
  readonly last_used_at: unknown;
  readonly revoked_at: unknown;
}

function rowOf(row: StoredRow): ApiKeyRow {
  return {
    id: row.id,
    label: row.label,
    hash: row.hash,
    createdAt: numberOf(row.created_at),
    createdBy: row.created_by,
    lastUsedAt: numberOrNull(row.last_used_at),
    revokedAt: numberOrNull(row.revoked_at),
  };
}
