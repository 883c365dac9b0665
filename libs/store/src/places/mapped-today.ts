import { sql } from 'kysely';
import { addDays, type Instant, type LocalDate, localDateOf, type LocationId } from '@tillbridge/domain';
import type { Session } from '../database/session.js';
import { appliesOn } from './atlas.js';
import { zoneAt, zonesOf } from './zones.js';

export interface MappedShop {
  readonly connection: string;
  readonly shop: string;
  readonly location: LocationId;
}

/**
 * Which shop feeds which location today, by the clock of the location. Where its zone is not known yet, a mapping
 * counts if it holds on today's date anywhere on earth.
 */
export async function mappedToday(session: Session, now: Instant): Promise<MappedShop[]> {
  const today = localDateOf(now, 'UTC');
  const found = await sql<StoredRow>`
    select distinct m.connection_id, m.shop_id, m.location_id, m.from_date, m.to_date
    from mapping m join location l on l.id = m.location_id and l.connection_id = m.connection_id
    where m.from_date <= ${addDays(today, 1)} and (m.to_date = '' or m.to_date >= ${addDays(today, -1)})`.execute(
    session.db,
  );
  const dates = await datesToday(session, found.rows, now);
  return found.rows.flatMap((row) => {
    const mapped = { connection: row.connection_id, shop: row.shop_id, location: row.location_id };
    const date = dates.get(mapped.location);
    const period = { ...mapped, from: row.from_date, to: row.to_date };
    return date === undefined || appliesOn(period, date) ? [mapped] : [];
  });
}

/** Most mappings have no date: their zones are not asked for. */
async function datesToday(
  session: Session,
  rows: readonly StoredRow[],
  now: Instant,
): Promise<ReadonlyMap<LocationId, LocalDate>> {
  const dated = rows.filter((row) => row.from_date !== '' || row.to_date !== '');
  const dates = new Map<LocationId, LocalDate>();
  for (const connection of new Set(dated.map((row) => row.connection_id))) {
    for (const [location, periods] of await zonesOf(session, connection)) {
      const zone = zoneAt(periods, now);
      if (zone !== undefined) dates.set(location, localDateOf(now, zone));
    }
  }
  return dates;
}

interface StoredRow {
  readonly connection_id: string;
  readonly shop_id: string;
  readonly location_id: string;
  readonly from_date: string;
  readonly to_date: string;
}
