import { sql } from 'kysely';
import type { LocationId } from '@tillbridge/domain';
import { isOneOf, jsonRows, lastOfEach } from '../database/dialects.js';
import type { Session } from '../database/session.js';

/** Which location a shop feeds, and from when to when; both dates are included. */
export interface MappingRow {
  readonly shop: string;
  readonly location: LocationId;
  /** Empty: without beginning. */
  readonly from: string;
  /** Empty: without end. */
  readonly to: string;
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
