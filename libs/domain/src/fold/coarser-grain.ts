import type { TimeZone } from '../time/time-zone.js';
import type { Cell, CellSpan } from './cell.js';
import { cellSpansOf } from './cell-spans.js';
import { sumFigures } from './figures-sum.js';
import type { TallyRules } from './rules.js';

export interface CoarserGrain {
  readonly zone: TimeZone;
  /** Of the output: the cells' own, or coarser. */
  readonly grain: TallyRules['grain'];
  /** The rule by which the cells were folded. */
  readonly openHour: boolean;
}

/**
 * Cells of 15 or 30 minutes as cells of 30 or 60. A coarse cell is there only when fine ones fill it without a gap
 * (I7); with `openHour` the last one of all may be filled from its start only, and says up to when.
 *
 * @param cells of one location, in order of time
 * @throws RangeError when the cells are already coarser than asked
 */
export function coarsen(cells: readonly Cell[], { zone, grain, openHour }: CoarserGrain): Cell[] {
  const last = cells.at(-1);
  const dates = [...new Set(cells.map(({ date }) => date))];
  return dates.flatMap((date) => {
    const ofDate = cells.filter((cell) => cell.date === date);
    const spans = cellSpansOf(date, zone, grain);
    if (!ofDate.every((cell) => spans.some((span) => holds(span, cell)))) {
      throw new RangeError(`cells of ${date} are coarser than ${grain} minutes, or of another zone than ${zone}`);
    }
    return spans.flatMap((span) => {
      const parts = ofDate.filter((cell) => holds(span, cell));
      const whole = joined(span, parts);
      if (whole === null) return [];
      if (whole.coveredTo >= span.end) return [whole];
      return openHour && parts.at(-1) === last ? [whole] : [];
    });
  });
}

function joined(span: CellSpan, parts: readonly Cell[]): Cell | null {
  let reached = span.start;
  for (const part of parts) {
    if (part.start !== reached) return null;
    reached = part.coveredTo;
  }
  return parts.length === 0 ? null : { ...span, coveredTo: reached, ...sumFigures(parts) };
}

function holds(span: CellSpan, cell: CellSpan): boolean {
  return span.start <= cell.start && cell.end <= span.end;
}
