import { Temporal } from 'temporal-polyfill';

import type { Instant } from './instant.js';
import { isTimeZone, type TimeZone } from './time-zone.js';
import { zoneChangeOf, type ZoneChange } from './zone-change.js';

/** A stretch of time in which a zone's clocks keep one distance from UTC. */
export interface OffsetRange {
  /** -Infinity before the first change of the zone. */
  readonly from: Instant;
  /** +Infinity after the last. */
  readonly to: Instant;
  /** Milliseconds east of UTC. */
  readonly offset: number;
}

const MOST_ZONES = 512;
const MOST_RANGES_A_ZONE = 512;

const rangesByZone = new Map<TimeZone, OffsetRange[]>();

/**
 * The stretch around an instant. Stretches are kept for later calls: one serves half a year, and it is exact for the
 * offsets in odd seconds that zones had before standard time.
 *
 * @throws RangeError when the zone is unknown
 */
export function offsetRangeAt(instant: Instant, zone: TimeZone): OffsetRange {
  const ranges = rangesOf(zone);
  const known = ranges[0];
  if (known !== undefined && holds(known, instant)) return known;
  const index = ranges.findIndex((range) => holds(range, instant));
  const range = ranges.splice(index, index < 0 ? 0 : 1)[0] ?? lookUp(instant, zone);
  // The last one used stands first: a fold asks about one day many times.
  ranges.unshift(range);
  if (ranges.length > MOST_RANGES_A_ZONE) ranges.pop();
  return range;
}

function rangesOf(zone: TimeZone): OffsetRange[] {
  const known = rangesByZone.get(zone);
  if (known !== undefined) return known;
  if (!isKnown(zone)) throw new RangeError(`not a time zone: ${zone}`);
  if (rangesByZone.size >= MOST_ZONES) rangesByZone.clear();
  const ranges: OffsetRange[] = [];
  rangesByZone.set(zone, ranges);
  return ranges;
}

function isKnown(zone: TimeZone): boolean {
  const change = zoneChangeOf(zone);
  return change === null ? isTimeZone(zone) : isTimeZone(change.before) && isTimeZone(change.after);
}

function holds(range: OffsetRange, instant: Instant): boolean {
  return instant >= range.from && instant < range.to;
}

function lookUp(instant: Instant, zone: TimeZone): OffsetRange {
  const change = zoneChangeOf(zone);
  if (change !== null) return besideChange(instant, change);
  const here = Temporal.Instant.fromEpochMilliseconds(Math.floor(instant)).toZonedDateTimeISO(zone);
  // `previous` finds changes strictly before, so it is asked one nanosecond later: a change at this very instant opens
  // the stretch.
  const opened = here.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  const closes = here.getTimeZoneTransition('next');
  return {
    from: opened?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    to: closes?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: here.offsetNanoseconds / 1_000_000,
  };
}

function besideChange(instant: Instant, { before, at, after }: ZoneChange): OffsetRange {
  const isBefore = instant < at;
  const { from, to, offset } = offsetRangeAt(instant, isBefore ? before : after);
  return isBefore ? { from, to: Math.min(to, at), offset } : { from: Math.max(from, at), to, offset };
}
