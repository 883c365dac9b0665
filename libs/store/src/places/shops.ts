import { sql } from 'kysely';
import type { Instant } from '@tillbridge/domain';
import { BEFORE_CONFLICT, booleanOf, jsonRows, lastOfEach, truth } from '../database/dialects.js';
import type { Session } from '../database/session.js';

/** A shop as the POS last listed it. */
export interface ShopRow {
  readonly posId: string;
  readonly name: string;
  readonly timeZone: string | null;
  readonly currency: string | null;
  readonly archived: boolean;
  /** False once the POS no longer lists it. */
  readonly listed: boolean;
}

export async function saveShops(
  session: Session,
  connectionId: string,
  shops: ReadonlyArray<Omit<ShopRow, 'listed'>>,
  at: Instant,
): Promise<void> {
  await sql`update shop set listed = ${truth(session, false)} where connection_id = ${connectionId}`.execute(
    session.db,
  );
  const rows = lastOfEach(shops, ({ posId }) => posId).map((shop) => [
    shop.posId,
    shop.name,
    shop.timeZone,
    shop.currency,
    shop.archived,
  ]);
  await sql`
    insert into shop (connection_id, listed, seen_at, pos_id, name, time_zone, currency, archived)
    select ${connectionId}, ${truth(session, true)}, cast(${at} as bigint), r.pos_id, r.name, r.time_zone, r.currency,
      r.archived
    from (${jsonRows(
      session,
      { pos_id: 'text', name: 'text', time_zone: 'text', currency: 'text', archived: 'boolean' },
      rows,
    )}) as r
    ${BEFORE_CONFLICT}
    on conflict (connection_id, pos_id) do update set listed = excluded.listed, seen_at = excluded.seen_at,
      name = excluded.name, time_zone = excluded.time_zone, currency = excluded.currency,
      archived = excluded.archived`.execute(session.db);
}

export async function shopsOf(session: Session, connectionId: string): Promise<ShopRow[]> {
  const found = await sql<{
    pos_id: string;
    name: string;
    time_zone: string | null;
    currency: string | null;
    archived: unknown;
    listed: unknown;
  }>`
    select pos_id, name, time_zone, currency, archived, listed from shop
    where connection_id = ${connectionId} order by pos_id`.execute(session.db);
  return found.rows.map((row) => ({
    posId: row.pos_id,
    name: row.name,
    timeZone: row.time_zone,
    currency: row.currency,
    archived: booleanOf(row.archived),
    listed: booleanOf(row.listed),
  }));
}
