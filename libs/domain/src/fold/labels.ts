import type { Instant } from '../time/instant.js';
import type { LocalDate } from '../time/local-date.js';
import type { TimeZone } from '../time/time-zone.js';
import type { Cell, Figures } from './cell.js';
import { cellSpansOf } from './cell-spans.js';
import { sumFigures } from './figures-sum.js';
import type { TallyRules } from './rules.js';

/** A row of a format that has only a date and an hour, such as TMAS's: an hour that occurs twice is one row. */
export interface LabelRow extends Figures {
  readonly date: LocalDate;
  /** Minutes after local midnight, as a clock on the wall shows them. */
  readonly minuteOfDay: number;
  /** The cells behind the row, in order of time: two for a repeated hour. */
  readonly cells: readonly Cell[];
  /** The instant up to which the figures hold: that of the last cell. */
  readonly coveredTo: Instant;
}

/**
 * Merges the cells that share a date and a time on the wall clock, in that order. A row is there only when all its
 * cells are: half of a repeated hour must not pass for the whole (I7).
 *
 * @param cells of one location, of any number of dates, all folded with this zone and grain
 */
export function mergeByLabel(cells: readonly Cell[], zone: TimeZone, grain: TallyRules['grain']): LabelRow[] {
  const present = new Map(cells.map((cell) => [cell.start, cell]));
  const dates = [...new Set(cells.map(({ date }) => date))].sort();
  return dates.flatMap((date) => rowsOfDate(date, cellSpansOf(date, zone, grain), present));
}

function rowsOfDate(
  date: LocalDate,
  spans: ReturnType<typeof cellSpansOf>,
  present: ReadonlyMap<Instant, Cell>,
): LabelRow[] {
  const labels = [...new Set(spans.map(({ minuteOfDay }) => minuteOfDay))].sort((left, right) => left - right);
  return labels.flatMap((minuteOfDay) => {
    const wanted = spans.filter((span) => span.minuteOfDay === minuteOfDay);
    const found = wanted.flatMap((span) => present.get(span.start) ?? []);
    const last = found.at(-1);
    if (last === undefined || found.length < wanted.length) return [];
    return [{ date, minuteOfDay, ...sumFigures(found), cells: found, coveredTo: last.coveredTo }];
  });
}
