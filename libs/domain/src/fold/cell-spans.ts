import { DAY, MINUTE } from '../time/instant.js';
import { dayNumberOf, type LocalDate } from '../time/local-date.js';
import type { TimeZone } from '../time/time-zone.js';
import { runsOfDate, type DateRun } from '../time/zone.js';
import type { CellSpan } from './cell.js';
import type { TallyRules } from './rules.js';

const MOST_DAYS = 2048;

const spansByDay = new Map<string, readonly CellSpan[]>();

/**
 * The cells of a local date in order of time, by the rule "the longest run of instants that share local date, grain
 * interval and UTC offset". So a repeated hour is two, a skipped one is none, and where the clocks move by half an
 * hour a cell may be half as long. A date that the zone skipped has none.
 *
 * @throws RangeError when the zone or the date is unknown
 */
export function cellSpansOf(date: LocalDate, zone: TimeZone, grain: TallyRules['grain']): readonly CellSpan[] {
  const key = `${date} ${zone} ${grain}`;
  const known = spansByDay.get(key);
  if (known !== undefined) return known;
  if (spansByDay.size >= MOST_DAYS) spansByDay.clear();
  const midnight = dayNumberOf(date) * DAY;
  const spans = runsOfDate(date, zone).flatMap((run) => spansOfRun(run, { date, midnight, grain }));
  spansByDay.set(key, spans);
  return spans;
}

interface Day {
  readonly date: LocalDate;
  /** The instant at which UTC has midnight of this date. */
  readonly midnight: number;
  readonly grain: number;
}

function spansOfRun(run: DateRun, { date, midnight, grain }: Day): CellSpan[] {
  const length = grain * MINUTE;
  const opens = midnight - run.offset;
  const spans: CellSpan[] = [];
  for (let index = Math.floor((run.from - opens) / length); opens + index * length < run.to; index++) {
    spans.push({
      date,
      minuteOfDay: index * grain,
      start: Math.max(run.from, opens + index * length),
      end: Math.min(run.to, opens + (index + 1) * length),
      offsetMinutes: Math.trunc(run.offset / MINUTE),
    });
  }
  return spans;
}
