import { DAY, HOUR, MINUTE, SECOND, type Instant, type Interval } from './instant.js';
import { dateOfDayNumber, dayNumberOf, type LocalDate } from './local-date.js';
import type { TimeZone } from './time-zone.js';
import { offsetRangeAt, type OffsetRange } from './zone-offset.js';

/** What a clock on the wall shows. */
export interface LocalParts {
  readonly date: LocalDate;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Whole minutes since the wall clock last showed midnight. */
  readonly minuteOfDay: number;
  /** Minutes east of UTC. */
  readonly offsetMinutes: number;
}

/** Minutes east of UTC; seconds of an offset, which zones had before standard time, are cut off. */
export function offsetMinutesAt(instant: Instant, zone: TimeZone): number {
  return minutesOf(offsetRangeAt(instant, zone));
}

export function localDateOf(instant: Instant, zone: TimeZone): LocalDate {
  return dateOfDayNumber(Math.floor((instant + offsetRangeAt(instant, zone).offset) / DAY));
}

export function localPartsOf(instant: Instant, zone: TimeZone): LocalParts {
  const range = offsetRangeAt(instant, zone);
  const local = instant + range.offset;
  const day = Math.floor(local / DAY);
  const time = local - day * DAY;
  return {
    date: dateOfDayNumber(day),
    hour: Math.floor(time / HOUR),
    minute: Math.floor((time % HOUR) / MINUTE),
    second: Math.floor((time % MINUTE) / SECOND),
    minuteOfDay: Math.floor(time / MINUTE),
    offsetMinutes: minutesOf(range),
  };
}

/**
 * The first instant of a local date: 01:00 where the clocks skip midnight. For a date that the zone skipped whole
 * (Samoa, 2011-12-30), the instant at which the calendar jumped.
 */
export function startOfDay(date: LocalDate, zone: TimeZone): Instant {
  return dayInterval(date, zone).from;
}

/**
 * From the first instant of a local date to its last; empty for a date that the zone skipped. Where the clocks were put
 * back over midnight, two neighbouring days share that hour here; `cellSpansOf` tells them apart.
 */
export function dayInterval(date: LocalDate, zone: TimeZone): Interval {
  const runs = runsOfDate(date, zone);
  const first = runs[0];
  const last = runs.at(-1);
  if (first !== undefined && last !== undefined) return { from: first.from, to: last.to };
  const jump = jumpOver(date, zone);
  return { from: jump, to: jump };
}

/** A stretch of one local date under one UTC offset. */
export interface DateRun extends Interval {
  /** Milliseconds east of UTC. */
  readonly offset: number;
}

/** Every stretch of a local date, in order of time: two where its clocks change, none where the date was skipped. */
export function runsOfDate(date: LocalDate, zone: TimeZone): DateRun[] {
  const midnight = dayNumberOf(date) * DAY;
  const runs: DateRun[] = [];
  // No zone is further than a day from UTC, so the date lies within these three days.
  for (let at = midnight - DAY; at < midnight + 2 * DAY;) {
    const range = offsetRangeAt(at, zone);
    const from = Math.max(range.from, midnight - range.offset);
    const to = Math.min(range.to, midnight + DAY - range.offset);
    if (from < to) runs.push({ from, to, offset: range.offset });
    at = range.to;
  }
  return runs;
}

function jumpOver(date: LocalDate, zone: TimeZone): Instant {
  const midnight = dayNumberOf(date) * DAY;
  let range = offsetRangeAt(midnight - DAY, zone);
  while (range.to + range.offset < midnight) range = offsetRangeAt(range.to, zone);
  return range.to;
}

function minutesOf(range: OffsetRange): number {
  return Math.trunc(range.offset / MINUTE);
}
