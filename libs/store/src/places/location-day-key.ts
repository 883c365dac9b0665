import type { LocalDate, LocationId } from '@tillbridge/domain';

export interface LocationDayKey {
  readonly location: LocationId;
  readonly date: LocalDate;
}

/** The key as one text, for maps. */
export function dayKey({ location, date }: LocationDayKey): string {
  return `${location}\n${date}`;
}
