import type { Instant } from './instant.js';
import type { TimeZone } from './time-zone.js';

/**
 * A place that changed its time zone: it had the clock of `before` until the instant `at`, and that of `after` from
 * then on.
 */
export interface ZoneChange {
  readonly before: TimeZone;
  readonly at: Instant;
  readonly after: TimeZone;
}

const CHANGE = /^([^>]+)>(-?\d+)>([^>]+)$/;

/**
 * The name of such a zone. It can stand wherever the name of a zone can, because local dates and cells are worked out
 * from UTC offsets alone: an hour that the wall clock shows twice is repeated, as when clocks go back, and one that it
 * never shows is skipped.
 */
export function zoneWithChange({ before, at, after }: ZoneChange): TimeZone {
  return `${before}>${at}>${after}`;
}

/** Null for an ordinary zone. */
export function zoneChangeOf(zone: TimeZone): ZoneChange | null {
  const [, before, at, after] = CHANGE.exec(zone) ?? [];
  return before === undefined || at === undefined || after === undefined ? null : { before, at: Number(at), after };
}

/** The zone after the change, or an ordinary zone itself: a name that every program knows. */
export function lastingZoneOf(zone: TimeZone): TimeZone {
  return zoneChangeOf(zone)?.after ?? zone;
}
