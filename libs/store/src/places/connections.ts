import { sql } from 'kysely';
import type { Instant } from '@tillbridge/domain';
import { booleanOf, truth, type Session } from '../database/session.js';

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
}

export async function connectionsOf(session: Session): Promise<ConnectionRow[]> {
  const found = await sql<{ id: string; connector: string; label: string; active: unknown }>`
    select id, connector, label, active from connection order by id`.execute(session.db);
  return found.rows.map((row) => ({ ...row, active: booleanOf(row.active) }));
}

export async function setActive(session: Session, connectionId: string, active: boolean): Promise<void> {
  await sql`update connection set active = ${truth(session, active)} where id = ${connectionId}`.execute(session.db);
}
