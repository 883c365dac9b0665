import { sql } from 'kysely';
import type { LocalDate, LocationId, TimeZone } from '@tillbridge/domain';
import type { Session } from '../database/session.js';

/** The zone of a location from the start of `from` on; empty text: from the beginning of time. */
export interface ZonePeriod {
  readonly from: LocalDate | '';
  readonly timeZone: TimeZone;
}

/** In order of `from`. */
export async function zonesOf(session: Session, connectionId: string): Promise<Map<LocationId, ZonePeriod[]>> {
  const found = await sql<{ location_id: string; from_date: string; time_zone: string }>`
    select z.location_id, z.from_date, z.time_zone from location_zone z
    join location l on l.id = z.location_id
    where l.connection_id = ${connectionId} order by z.location_id, z.from_date`.execute(session.db);
  const zones = new Map<LocationId, ZonePeriod[]>();
  for (const row of found.rows) {
    const periods = zones.get(row.location_id) ?? [];
    periods.push({ from: row.from_date, timeZone: row.time_zone });
    zones.set(row.location_id, periods);
  }
  return zones;
}

export async function saveZone(session: Session, location: LocationId, period: ZonePeriod): Promise<void> {
  await sql`
    insert into location_zone (location_id, from_date, time_zone)
    values (${location}, ${period.from}, ${period.timeZone})
    on conflict (location_id, from_date) do update set time_zone = excluded.time_zone`.execute(session.db);
}

/** The zone that holds on a date. */
export function zoneOn(periods: readonly ZonePeriod[], date: LocalDate): TimeZone | undefined {
  return periods.findLast((period) => period.from <= date)?.timeZone;
}
