import { sql } from 'kysely';
import {
  addDays,
  type Instant,
  type LocalDate,
  localDateOf,
  type LocationId,
  startOfDay,
  type TimeZone,
  zoneWithChange,
} from '@tillbridge/domain';
import type { Session } from '../database/session.js';

/** The zone of a location from the start of `from` on; empty text: from the beginning of time. */
export interface ZonePeriod {
  readonly from: LocalDate;
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

/** The zone that holds at an instant. A new zone begins at the local midnight of the zone before it. */
export function zoneAt(periods: readonly ZonePeriod[], instant: Instant): TimeZone | undefined {
  return periods.findLast((_, index) => beginOf(periods, index) <= instant)?.timeZone;
}

/**
 * The zone that holds on a date. Around a change it is a zone that holds the change itself (`zoneWithChange`), so that
 * every instant lies in exactly one cell: a place that moves west has the evening twice, one that moves east skips the
 * first hours.
 */
export function zoneOn(periods: readonly ZonePeriod[], date: LocalDate): TimeZone | undefined {
  const index = periods.findLastIndex((_, at) => at > 0 && isAround(periods, at, date));
  const [before, after] = [periods[index - 1], periods[index]];
  if (before === undefined || after === undefined) return periods.findLast((period) => period.from <= date)?.timeZone;
  return zoneWithChange({ before: before.timeZone, at: beginOf(periods, index), after: after.timeZone });
}

function beginOf(periods: readonly ZonePeriod[], index: number): Instant {
  const [before, period] = [periods[index - 1], periods[index]];
  if (period === undefined || period.from === '') return Number.NEGATIVE_INFINITY;
  return startOfDay(period.from, before?.timeZone ?? period.timeZone);
}

/** The date before the change, the one after it, and the one that the new clock shows at that moment. */
function isAround(periods: readonly ZonePeriod[], index: number, date: LocalDate): boolean {
  const period = periods[index];
  if (period === undefined || period.from === '') return false;
  const shown = localDateOf(beginOf(periods, index), period.timeZone);
  const dates = [addDays(period.from, -1), period.from, shown].toSorted();
  return date >= (dates[0] ?? date) && date <= (dates.at(-1) ?? date);
}
