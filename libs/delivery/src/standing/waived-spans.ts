import type { LocalDate } from '@tillbridge/domain';
import type { StatusChange } from '@tillbridge/store';

export interface WaivedSpan {
  readonly from: LocalDate;
  /** Not included. */
  readonly to: LocalDate;
}

/** The days that `isWaived` tells, as spans, for a statement that looks at many. */
export function waivedSpans(history: readonly StatusChange[]): WaivedSpan[] {
  return history.flatMap((change, index) => {
    const to = history[index + 1]?.effectiveDate;
    if (change.status === 'operational' || to === undefined) return [];
    const end = history.find((later) => later.effectiveDate >= to && later.status === 'operational');
    return end?.deliverMissed === false && change.effectiveDate < to ? [{ from: change.effectiveDate, to }] : [];
  });
}
