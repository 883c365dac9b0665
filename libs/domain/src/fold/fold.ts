import type { Cover } from '../time/cover.js';
import type { LocalDate } from '../time/local-date.js';
import type { TimeZone } from '../time/time-zone.js';
import type { Sale } from '../trade/sale.js';
import type { Shift } from '../trade/shift.js';
import type { Cell } from './cell.js';
import { cellSpansOf } from './cell-spans.js';
import { completedSpans } from './completion.js';
import type { TallyRules } from './rules.js';
import { saleFigures, type LeftOutSales } from './sale-figures.js';
import { staffHours, type ShiftNotes } from './staff-hours.js';
import { withoutZeroHours } from './zero-rows.js';

export interface FoldInput {
  readonly date: LocalDate;
  /** The location's zone. */
  readonly zone: TimeZone;
  /** The location's currency, ISO 4217; null takes every sale. */
  readonly currency: string | null;
  readonly rules: TallyRules;
  /** Live records, at least those completed on the date; others are passed over. */
  readonly sales: Iterable<Sale>;
  /** Live records, at least those that began from `maxShift` before the date until its end; others are passed over. */
  readonly shifts: Iterable<Shift>;
  /** What was read of the sales of all shops of the location (`intersectAll`). */
  readonly salesCover: readonly Cover[];
  /** The same of shifts; null where the POS has none, or does not permit reading them. */
  readonly shiftsCover: readonly Cover[] | null;
}

/** What the figures leave out, so that a person can see it. */
export interface FoldNotes {
  readonly sales: readonly LeftOutSales[];
  readonly shifts: ShiftNotes;
}

export interface FoldResult {
  /** In order of time; only what was read (I7). */
  readonly cells: readonly Cell[];
  readonly notes: FoldNotes;
}

/**
 * The cells of one location on one local date. Pure and independent of the order of its input: the same ledger and
 * coverage give the same figures whenever it runs. No clock is asked; coverage says which hours have ended.
 *
 * @throws RangeError when the date or the zone is unknown
 */
export function foldLocationDay(input: FoldInput): FoldResult {
  const { rules, salesCover, shiftsCover } = input;
  const spans = cellSpansOf(input.date, input.zone, rules.grain);
  const completion = completedSpans(spans, rules, salesCover, shiftsCover);
  const { cells: sums, leftOut } = saleFigures(input.sales, { spans, completion }, rules, input.currency);
  const staff = staffHours(input.shifts, { spans, completion }, rules);
  const cells = spans.flatMap((span, index): Cell[] => {
    const sum = sums[index];
    const coveredTo = completion[index]?.coveredTo ?? null;
    if (sum === undefined || coveredTo === null) return [];
    return [
      {
        ...span,
        coveredTo,
        sales: sum.sales.total(),
        transactions: sum.transactions,
        items: sum.items.total(),
        staffSeconds: staff.seconds[index] ?? null,
      },
    ];
  });
  return {
    cells: rules.zeroRows === 'none' ? withoutZeroHours(cells) : cells,
    notes: { sales: leftOut, shifts: staff.notes },
  };
}
