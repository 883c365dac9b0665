import { type Instant, instantText, type LocalDate, type LocationId } from '@tillbridge/domain';
import { connectionsOf, DayFinder, loadAtlas, type Store } from '@tillbridge/store';

/** Today's date at every location whose zone is known. */
export async function todayAt(store: Store, now: Instant): Promise<Map<LocationId, LocalDate>> {
  const today = new Map<LocationId, LocalDate>();
  for (const { id } of await connectionsOf(store.read)) {
    const atlas = await loadAtlas(store.read, id);
    const finder = new DayFinder(atlas);
    for (const location of atlas.zones.keys()) {
      const date = finder.dateOf(location, now);
      if (date !== undefined) today.set(location, date);
    }
  }
  return today;
}

/** The date in UTC, where no zone is known yet. */
export function dateAt(now: Instant): LocalDate {
  return instantText(now).slice(0, 10);
}
