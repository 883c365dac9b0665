import type { Instant } from './instant.js';
import type { TimeZone } from './time-zone.js';

/** A place that took another zone: the clocks of one until an instant, those of the other from it on. */
export interface ZoneChange {
  readonly before: TimeZone;
  readonly at: Instant;
  readonly after: TimeZone;
}

const CHANGE = /^([^>]+)>(-?\d+)>([^>]+)$/;

/**
 * The name of such a zone. All local dates and cells are told from offsets alone, so it goes wherever a zone goes: what
 * the clock on the wall shows twice is repeated as when clocks go back, what it never shows is skipped.
 */
export function zoneWithChange({ before, at, after }: ZoneChange): TimeZone {
  return `${before}>${at}>${after}`;
}

/** Null for the zone of a place that keeps it. */
export function zoneChangeOf(zone: TimeZone): ZoneChange | null {
  const [, before, at, after] = CHANGE.exec(zone) ?? [];
  return before === undefined || at === undefined || after === undefined ? null : { before, at: Number(at), after };
}

/** The zone that stays, by a name that every program knows. */
export function lastingZoneOf(zone: TimeZone): TimeZone {
  return zoneChangeOf(zone)?.after ?? zone;
}
