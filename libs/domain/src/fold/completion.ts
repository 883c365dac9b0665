import { coveredUpTo, covers, type Cover } from '../time/cover.js';
import type { Instant } from '../time/instant.js';
import type { LocalDate } from '../time/local-date.js';
import type { TimeZone } from '../time/time-zone.js';
import type { CellSpan } from './cell.js';
import { cellSpansOf } from './cell-spans.js';
import type { TallyRules } from './rules.js';

/**
 * What has been read of a location. Each set is the intersection over its shops: only what was read of every one of
 * them.
 */
export interface LocationCover {
  readonly sales: readonly Cover[];
  /** null where the POS has no shifts, or does not permit reading them. */
  readonly shifts: readonly Cover[] | null;
}

/** How far a cell is known. An hour has ended when coverage reaches its end; the clock is never asked. */
export interface SpanCompletion {
  /** Whether the cell exists: all of it was read, or with `openHour` its beginning (I7). */
  readonly sales: boolean;
  /** Whether its staff hours are known; they never are where the cell does not exist. */
  readonly staff: boolean;
  /**
   * The instant up to which its figures hold: `end`, or earlier for the running hour; null where the cell does not
   * exist.
   */
  readonly coveredTo: Instant | null;
}

/** The day's cells and how far each is known. */
export interface KnownSpans {
  readonly spans: readonly CellSpan[];
  readonly completion: readonly SpanCompletion[];
}

const UNREAD: SpanCompletion = { sales: false, staff: false, coveredTo: null };

/** How far each span is known, in the order of the spans. */
export function completedSpans(
  spans: readonly CellSpan[],
  rules: Pick<TallyRules, 'maxShift' | 'openHour'>,
  salesCover: readonly Cover[],
  shiftsCover: readonly Cover[] | null,
): SpanCompletion[] {
  return spans.map((span) => {
    const coveredTo = figuresStandUpTo(span, salesCover, rules.openHour);
    if (coveredTo === null) return UNREAD;
    const staff = shiftsCover !== null && staffIsKnown(span.start, coveredTo, rules.maxShift, shiftsCover);
    return { sales: true, staff, coveredTo };
  });
}

/**
 * Whether coverage that has just been written completes a cell of the day (or, with `openHour`, carries the running one
 * further), so that the day must be folded again.
 */
export function completionChanged(
  day: { readonly date: LocalDate; readonly zone: TimeZone },
  rules: Pick<TallyRules, 'grain' | 'maxShift' | 'openHour'>,
  before: LocationCover,
  after: LocationCover,
): boolean {
  const spans = cellSpansOf(day.date, day.zone, rules.grain);
  const then = completedSpans(spans, rules, before.sales, before.shifts);
  const now = completedSpans(spans, rules, after.sales, after.shifts);
  return now.some((answer, index) => {
    const earlier = then[index] ?? UNREAD;
    return answer.staff !== earlier.staff || answer.coveredTo !== earlier.coveredTo;
  });
}

function figuresStandUpTo(span: CellSpan, salesCover: readonly Cover[], openHour: boolean): Instant | null {
  const reached = coveredUpTo(salesCover, span.start);
  if (reached >= span.end) return span.end;
  // The running hour is the one in which coverage ends. An hour with a gap, and coverage after it, is unread.
  const running = openHour && reached > span.start && salesCover.at(-1)?.to === reached;
  return running ? reached : null;
}

/**
 * A shift that was open when it was read gets its end only from a later read. So everything that began up to `maxShift`
 * before the cell must have been read when the cell had ended, or later. Otherwise a clock-out within the cell could be
 * missing, and unknown is never 0 (I7).
 */
function staffIsKnown(start: Instant, coveredTo: Instant, maxShift: number, shiftsCover: readonly Cover[]): boolean {
  return covers(shiftsCover, { from: start - maxShift, to: coveredTo }, coveredTo);
}
