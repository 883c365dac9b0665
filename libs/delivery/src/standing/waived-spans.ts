import type { LocalDate } from '@tillbridge/domain';
import type { StatusChange } from '@tillbridge/store';
import { withoutOverruled } from '../status.js';

export interface WaivedSpan {
  readonly from: LocalDate;
  /** Not included. */
  readonly to: LocalDate;
}

/** The days for which `isWaived` holds, as spans, for a statement that looks at many days at once. */
export function waivedSpans(changes: readonly StatusChange[]): WaivedSpan[] {
  const history = withoutOverruled(changes);
  return history.flatMap((change, index) => {
    const to = history[index + 1]?.effectiveDate;
    if (change.status === 'operational' || to === undefined) return [];
    const end = history.find((later) => later.effectiveDate >= to && later.status === 'operational');
    return end?.deliverMissed === false ? [{ from: change.effectiveDate, to }] : [];
  });
}
