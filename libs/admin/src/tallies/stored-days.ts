import type { LocalDate, LocationId } from '@tillbridge/domain';
import { locationDayOf } from '@tillbridge/delivery';
import type { LocationDay } from '@tillbridge/plugin-kit';
import { cellsOf, daysBetween, locationsOf, type Store } from '@tillbridge/store';

export interface WantedDays {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** null: all. */
  readonly location: LocationId | null;
}

/** The tallies of some dates as an output would receive them; `output` names it in message ids. */
export async function storedDays(
  store: Store,
  { from, to, location }: WantedDays,
  output: { readonly id: string; readonly hash: string },
): Promise<LocationDay[]> {
  const only = location === null ? {} : { locations: [location] };
  const days = (await daysBetween(store.read, { from, to, ...only })).filter(({ revision }) => revision > 0);
  const rows = new Map((await locationsOf(store.read)).map((row) => [row.id, row]));
  const cells = Map.groupBy(await cellsOf(store.read, days), (cell) => `${cell.location}\n${cell.date}`);
  return days.flatMap((day) => {
    const row = rows.get(day.location);
    return row === undefined ? [] : [locationDayOf(output, day, row, cells.get(`${day.location}\n${day.date}`) ?? [])];
  });
}
