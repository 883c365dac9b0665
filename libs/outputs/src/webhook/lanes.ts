import type { LocationDay } from '@tillbridge/plugin-kit';
import { type NumberedDay, numberedDays } from '../numbered-day.js';

/** One location's days, oldest date first, and of one date the newest revision last. */
export type Lane = readonly NumberedDay[];

/** The days of one lane are sent one after the other, lanes side by side. */
export function lanesOf(days: readonly LocationDay[]): readonly Lane[] {
  const lanes = Map.groupBy(numberedDays(days), ({ day }) => day.location);
  return [...lanes.values()].map((lane) => lane.toSorted(byDate));
}

function byDate({ day: left }: NumberedDay, { day: right }: NumberedDay): number {
  if (left.date !== right.date) return left.date < right.date ? -1 : 1;
  return left.revision - right.revision;
}
