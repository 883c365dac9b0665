import { datesBetween, localDateOf, type Instant, type LocalDate, type LocationId } from '@tillbridge/domain';
import type { Session } from '../database/session.js';
import type { Position } from '../ledger/change.js';
import type { LocationDayKey } from './location-day-key.js';
import { mappingOf, type MappingRow } from './mapping.js';
import { zoneAt, zoneOn, zonesOf, type ZonePeriod } from './zones.js';

/** Which shop feeds which location when, and in which zone: read once per run, under the connection's lease. */
export interface Atlas {
  readonly mapping: readonly MappingRow[];
  readonly zones: ReadonlyMap<LocationId, readonly ZonePeriod[]>;
}

export async function loadAtlas(session: Session, connectionId: string): Promise<Atlas> {
  return { mapping: await mappingOf(session, connectionId), zones: await zonesOf(session, connectionId) };
}

/** Finds the location-days that a position touches; keeps the mapping by shop, since a run asks once per record. */
export class DayFinder {
  private readonly byShop = new Map<string, MappingRow[]>();

  constructor(private readonly atlas: Atlas) {
    for (const row of atlas.mapping) {
      const rows = this.byShop.get(row.shop) ?? [];
      rows.push(row);
      this.byShop.set(row.shop, rows);
    }
  }

  daysOf(position: Position): LocationDayKey[] {
    return (this.byShop.get(position.shop) ?? []).flatMap((row) =>
      this.datesOf(row.location, position.from, position.to - 1)
        .filter((date) => appliesOn(row, date))
        .map((date) => ({ location: row.location, date })),
    );
  }

  private datesOf(location: LocationId, first: Instant, last: Instant): LocalDate[] {
    const from = this.dateOf(location, first);
    const to = this.dateOf(location, last);
    if (from === undefined || to === undefined) return [];
    // Where the clocks go back over midnight, the later instant may lie on the earlier date.
    return from <= to ? datesBetween(from, to) : datesBetween(to, from);
  }

  /** The local date of an instant at a location; undefined while its zone is not known. */
  dateOf(location: LocationId, instant: Instant): LocalDate | undefined {
    const periods = this.atlas.zones.get(location) ?? [];
    const only = periods[0];
    if (periods.length === 1 && only !== undefined) return localDateOf(instant, only.timeZone);
    const zone = zoneAt(periods, instant);
    return zone === undefined ? undefined : localDateOf(instant, zone);
  }
}

/** Both dates of a mapping are included. */
export function appliesOn(row: MappingRow, date: LocalDate): boolean {
  return row.from <= date && (row.to === '' || date <= row.to);
}

/** The shops that feed a location on a date, sorted. */
export function shopsFeeding(atlas: Atlas, key: LocationDayKey): string[] {
  return atlas.mapping
    .filter((row) => row.location === key.location && appliesOn(row, key.date))
    .map((row) => row.shop)
    .toSorted();
}

/** The zone of a location on a date. */
export function zoneOfDay(atlas: Atlas, key: LocationDayKey): string | undefined {
  return zoneOn(atlas.zones.get(key.location) ?? [], key.date);
}
