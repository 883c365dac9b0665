import { SECOND, type Instant } from '../time/instant.js';
import type { Shift } from '../trade/shift.js';
import type { CellSpan } from './cell.js';
import type { KnownSpans, SpanCompletion } from './completion.js';
import type { TallyRules } from './rules.js';

export interface ShiftNotes {
  /** Shifts longer than `maxShift`, counted up to it; sorted. */
  readonly capped: readonly string[];
  /** Shifts that begin on this day and end when or before they begin; they count nothing; sorted. */
  readonly notPositive: readonly string[];
  /** Shifts of excluded employees that touch the day, and what they would have added to the known cells. */
  readonly excluded: { readonly count: number; readonly staffSeconds: number };
}

export interface StaffHours {
  /** Whole seconds for each cell, in the order of the spans; null where they are unknown (I7). */
  readonly seconds: readonly (number | null)[];
  readonly notes: ShiftNotes;
}

/**
 * The overlap of each shift with each cell whose staff hours are known. Instants are cut to whole seconds before any
 * arithmetic, so that every second of a shift lands in exactly one cell and no fraction is lost or doubled between two.
 * Excluded employees add no hours; their sales count all the same, for a sale is the shop's.
 */
export function staffHours(shifts: Iterable<Shift>, day: KnownSpans, rules: TallyRules): StaffHours {
  const seconds = day.completion.map(({ staff }) => (staff ? 0 : null));
  const excludedSeconds = day.completion.map(({ staff }) => (staff ? 0 : null));
  const capped: string[] = [];
  const notPositive: string[] = [];
  let excluded = 0;
  for (const shift of shifts) {
    const counted = countedTime(shift, rules.maxShift);
    if (!touches(day.spans, counted)) continue;
    if (rules.excludeEmployees.includes(shift.employee)) {
      excluded++;
      addOverlaps(excludedSeconds, day, counted);
    } else if (shift.end !== null && shift.end <= shift.start) {
      notPositive.push(shift.id);
    } else {
      if (isCapped(shift, rules.maxShift, day.completion)) capped.push(shift.id);
      addOverlaps(seconds, day, counted);
    }
  }
  const staffSeconds = excludedSeconds.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  return {
    seconds,
    notes: { capped: capped.sort(), notPositive: notPositive.sort(), excluded: { count: excluded, staffSeconds } },
  };
}

/** The interval `[from, to)`, both ends cut to whole seconds. */
interface CountedTime {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * An open shift counts in every cell that is known, up to the cap: a cell is known only when it was read at its end or
 * later, and the employee was still clocked in then.
 */
function countedTime(shift: Shift, maxShift: number): CountedTime {
  const limit = shift.start + maxShift;
  return {
    from: wholeSeconds(shift.start),
    to: wholeSeconds(shift.end === null ? limit : Math.min(shift.end, limit)),
  };
}

function isCapped(shift: Shift, maxShift: number, completion: readonly SpanCompletion[]): boolean {
  const limit = shift.start + maxShift;
  if (shift.end !== null) return shift.end > limit;
  return completion.some(({ staff, coveredTo }) => staff && coveredTo !== null && coveredTo >= limit);
}

function touches(spans: readonly CellSpan[], time: CountedTime): boolean {
  const from = spans[0]?.start;
  const to = spans.at(-1)?.end;
  if (from === undefined || to === undefined) return false;
  return time.from < to && (time.to > from || time.from >= from);
}

function addOverlaps(seconds: (number | null)[], { spans, completion }: KnownSpans, time: CountedTime): void {
  spans.forEach((span, index) => {
    const before = seconds[index];
    if (before === null || before === undefined) return;
    const end = wholeSeconds(completion[index]?.coveredTo ?? span.end);
    const overlap = Math.min(time.to, end) - Math.max(time.from, span.start);
    if (overlap > 0) seconds[index] = before + overlap / SECOND;
  });
}

function wholeSeconds(instant: Instant): Instant {
  return Math.floor(instant / SECOND) * SECOND;
}
