import { sql } from 'kysely';
import type { Instant } from '@tillbridge/domain';
import { booleanOf, numberOrNull, truth } from '../database/dialects.js';
import type { Session } from '../database/session.js';

/** What the settings say of a connection. */
export interface DeclaredConnection {
  readonly id: string;
  readonly connector: string;
  readonly label: string;
  /** First value only: afterwards the store wins. */
  readonly active: boolean;
}

export async function declareConnection(session: Session, declared: DeclaredConnection, at: Instant): Promise<void> {
  await sql`
    insert into connection (id, connector, label, active, created_at)
    values (${declared.id}, ${declared.connector}, ${declared.label}, ${truth(session, declared.active)}, ${at})
    on conflict (id) do update set connector = excluded.connector, label = excluded.label`.execute(session.db);
}

export interface ConnectionRow {
  readonly id: string;
  readonly connector: string;
  readonly label: string;
  readonly active: boolean;
  /** A person deleted it; null while it lives. */
  readonly deletedAt: Instant | null;
}

/** Deleted ones included. */
export async function connectionsOf(session: Session): Promise<ConnectionRow[]> {
  const found = await sql<{ id: string; connector: string; label: string; active: unknown; deleted_at: unknown }>`
    select id, connector, label, active, deleted_at from connection order by id`.execute(session.db);
  return found.rows.map(({ deleted_at: deletedAt, ...row }) => ({
    ...row,
    active: booleanOf(row.active),
    deletedAt: numberOrNull(deletedAt),
  }));
}

export async function isDeleted(session: Session, connectionId: string): Promise<boolean> {
  const found = await sql<{ id: string }>`
    select id from connection where id = ${connectionId} and deleted_at is not null`.execute(session.db);
  return found.rows.length > 0;
}

/** Deleted by a person: the settings file may name it on, but only connecting it again brings it back. */
export async function markConnectionDeleted(session: Session, connectionId: string, at: Instant): Promise<void> {
  await sql`update connection set deleted_at = ${at} where id = ${connectionId}`.execute(session.db);
}

/** Connected again: it is active, whatever it was when it was deleted. */
export async function reviveConnection(session: Session, connectionId: string): Promise<void> {
  await sql`
    update connection set deleted_at = null, active = ${truth(session, true)}
    where id = ${connectionId} and deleted_at is not null`.execute(session.db);
}

export async function setActive(session: Session, connectionId: string, active: boolean): Promise<void> {
  await sql`update connection set active = ${truth(session, active)} where id = ${connectionId}`.execute(session.db);
}
