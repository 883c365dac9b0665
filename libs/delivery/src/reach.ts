import { addDays, DAY, type LocalDate } from '@tillbridge/domain';

export interface ReachFacts {
  /** Today at the location. */
  readonly today: LocalDate;
  /** How far back the output reaches when it is new. Milliseconds. */
  readonly since: number;
  /** Whether the output has a reach for the location already. */
  readonly isKnown: boolean;
  /** Start of the window that a person asked to be delivered. */
  readonly askedFrom: LocalDate | null;
}

/** The date to lower the reach of an output to; null where it stays. What is asked for only ever lowers it. */
export function reachWanted({ today, since, isKnown, askedFrom }: ReachFacts): LocalDate | null {
  if (isKnown) return askedFrom;
  const usual = addDays(today, -Math.ceil(since / DAY));
  return askedFrom !== null && askedFrom < usual ? askedFrom : usual;
}
