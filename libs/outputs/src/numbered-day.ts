import type { LocationDay } from '@tillbridge/plugin-kit';

/** A day and its place in the call, where its receipt belongs. */
export interface NumberedDay {
  readonly day: LocationDay;
  readonly index: number;
}

export function numberedDays(days: readonly LocationDay[]): NumberedDay[] {
  return days.map((day, index) => ({ day, index }));
}
