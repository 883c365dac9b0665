/** Writes what the settings declare of a connection: the connection itself, its locations and their mapping. */
import { sql } from 'kysely';
import type { Instant, LocalDate, LocationId, LocationStatus } from '@tillbridge/domain';
import { BEFORE_CONFLICT, booleanOf, jsonRows, isOneOf, lastOfEach, truth, type Session } from '../database/session.js';

export interface DeclaredConnection {
  readonly id: string;
  readonly connector: string;
  readonly label: string;
  /** First value only: afterwards the store wins. */
  readonly active: boolean;
}

export interface DeclaredLocation {
  readonly id: LocationId;
  readonly shop: string;
  readonly name: string | null;
  readonly region: string | null;
  readonly currency: string | null;
  /** JSON of the tally rules for days that were never folded. */
  readonly rules: string;
  /** First value only: afterwards the store wins. */
  readonly status: LocationStatus;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

export interface MappingRow {
  readonly shop: string;
  readonly location: LocationId;
  /** Empty: without beginning. */
  readonly from: string;
  /** Empty: without end. */
  readonly to: string;
}

export async function declareConnection(session: Session, declared: DeclaredConnection, at: Instant): Promise<void> {
  await sql`
    insert into connection (id, connector, label, active, created_at)
    values (${declared.id}, ${declared.connector}, ${declared.label}, ${truth(session, declared.active)}, ${at})
    on conflict (id) do update set connector = excluded.connector, label = excluded.label`.execute(session.db);
}

export async function declareLocations(
  session: Session,
  connectionId: string,
  locations: readonly DeclaredLocation[],
): Promise<void> {
  const rows = lastOfEach(locations, ({ id }) => id).map(({ id, name, region, currency, rules }) => [
    id,
    name,
    region,
    currency,
    rules,
  ]);
  await sql`
    insert into location (connection_id, id, name, region, currency, rules)
    select ${connectionId}, r.* from (${jsonRows(
      session,
      { id: 'text', name: 'text', region: 'text', currency: 'text', rules: 'text' },
      rows,
    )}) as r
    ${BEFORE_CONFLICT}
    on conflict (id) do update set connection_id = excluded.connection_id, name = excluded.name,
      region = excluded.region, currency = excluded.currency, rules = excluded.rules`.execute(session.db);
}

/** Replaces the mapping of a connection and returns the rows that came and went. */
export async function declareMapping(
  session: Session,
  connectionId: string,
  mapping: readonly MappingRow[],
): Promise<{ readonly added: readonly MappingRow[]; readonly removed: readonly MappingRow[] }> {
  const before = await mappingOf(session, connectionId);
  const keyOf = (row: MappingRow): string => JSON.stringify([row.shop, row.location, row.from, row.to]);
  const wanted = new Set(mapping.map(keyOf));
  const existing = new Set(before.map(keyOf));
  const removed = before.filter((row) => !wanted.has(keyOf(row)));
  const added = lastOfEach(mapping, keyOf).filter((row) => !existing.has(keyOf(row)));
  if (removed.length > 0) {
    const gone = removed.map((row) => `${row.shop}\n${row.location}\n${row.from}`);
    await sql`
      delete from mapping where connection_id = ${connectionId}
        and shop_id || ${'\n'} || location_id || ${'\n'} || from_date ${isOneOf(session, gone)}`.execute(session.db);
  }
  if (added.length > 0) {
    await sql`
      insert into mapping (connection_id, shop_id, location_id, from_date, to_date)
      select ${connectionId}, r.* from (${jsonRows(
        session,
        { shop_id: 'text', location_id: 'text', from_date: 'text', to_date: 'text' },
        added.map((row) => [row.shop, row.location, row.from, row.to]),
      )}) as r`.execute(session.db);
  }
  return { added, removed };
}

export async function mappingOf(session: Session, connectionId: string): Promise<MappingRow[]> {
  const found = await sql<{ shop_id: string; location_id: string; from_date: string; to_date: string }>`
    select shop_id, location_id, from_date, to_date from mapping where connection_id = ${connectionId}
    order by shop_id, from_date, location_id`.execute(session.db);
  return found.rows.map((row) => ({
    shop: row.shop_id,
    location: row.location_id,
    from: row.from_date,
    to: row.to_date,
  }));
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
