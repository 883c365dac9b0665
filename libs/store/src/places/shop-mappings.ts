import { sql } from 'kysely';
import type { Instant, LocationId, LocationStatus } from '@tillbridge/domain';
import { numberOf } from '../database/dialects.js';
import type { Session } from '../database/session.js';

/**
 * A shop that a person mapped by command or API. It is a wish: the next import brings `mapping` up to date with it, under
 * the lease of the connection, exactly as it does with the settings file, whose word wins.
 */
export interface ShopMapping {
  readonly connectionId: string;
  readonly shop: string;
  readonly location: LocationId;
  /** Local dates, both included; null: without end. */
  readonly from: string | null;
  readonly to: string | null;
  readonly name: string | null;
  readonly region: string | null;
  /** null: the POS's. */
  readonly timeZone: string | null;
  readonly currency: string | null;
  /** First status of a location that is new. */
  readonly status: LocationStatus;
  readonly actor: string;
  readonly at: Instant;
}

export async function shopMappingsOf(session: Session, connectionId: string): Promise<ShopMapping[]> {
  const found = await sql<StoredRow>`
    select * from shop_mapping where connection_id = ${connectionId} order by shop_id`.execute(session.db);
  return found.rows.map((row) => ({
    connectionId: row.connection_id,
    shop: row.shop_id,
    location: row.location_id,
    from: row.from_date === '' ? null : row.from_date,
    to: row.to_date === '' ? null : row.to_date,
    name: row.name,
    region: row.region,
    timeZone: row.time_zone,
    currency: row.currency,
    status: row.status as LocationStatus,
    actor: row.actor,
    at: numberOf(row.at),
  }));
}

/** Replaces what was made of this shop before. */
export async function saveShopMapping(session: Session, mapping: ShopMapping): Promise<void> {
  await removeShopMapping(session, mapping.connectionId, mapping.shop);
  await sql`
    insert into shop_mapping (connection_id, shop_id, location_id, from_date, to_date, name, region, time_zone, currency,
                              status, actor, at)
    values (${mapping.connectionId}, ${mapping.shop}, ${mapping.location}, ${mapping.from ?? ''}, ${mapping.to ?? ''},
            ${mapping.name}, ${mapping.region}, ${mapping.timeZone}, ${mapping.currency}, ${mapping.status},
            ${mapping.actor}, ${mapping.at})`.execute(session.db);
}

export async function removeShopMapping(session: Session, connectionId: string, shop: string): Promise<void> {
  await sql`delete from shop_mapping where connection_id = ${connectionId} and shop_id = ${shop}`.execute(session.db);
}

interface StoredRow {
  readonly connection_id: string;
  readonly shop_id: string;
  readonly location_id: string;
  readonly from_date: string;
  readonly to_date: string;
  readonly name: string | null;
  readonly region: string | null;
  readonly time_zone: string | null;
  readonly currency: string | null;
  readonly status: string;
  readonly actor: string;
  readonly at: unknown;
}
