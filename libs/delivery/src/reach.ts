import { addDays, DAY, type LocalDate } from '@tillbridge/domain';

export interface ReachFacts {
  /** Today at the location. */
  readonly today: LocalDate;
  /** How far back the output reaches when it is new. Milliseconds. */
  readonly since: number;
  /** How far back the output reaches for the location so far; undefined where it is new there. */
  readonly firstDate: LocalDate | undefined;
  /** Start of the window that a person asked to be delivered. */
  readonly askedFrom: LocalDate | null;
}

/**
 * The date to lower the reach of an output to; null where it stays. What is asked for only ever lowers it. A reach that
 * begins after today was set by a clock that was ahead.
 */
export function reachWanted({ today, since, firstDate, askedFrom }: ReachFacts): LocalDate | null {
  if (firstDate !== undefined && firstDate <= today) return askedFrom;
  const usual = addDays(today, -Math.ceil(since / DAY));
  return askedFrom !== null && askedFrom < usual ? askedFrom : usual;
}
