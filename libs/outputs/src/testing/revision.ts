import type { LocalDate } from '@tillbridge/domain';
import type { LocationDay } from '@tillbridge/plugin-kit';
import { dayWith } from './day.js';

export const LOCATIONS = Array.from({ length: 20 }, (_, index) => String(index + 1).padStart(4, '0'));

/** Days whose every figure tells their revision, so that a file made of two would show. Names of growing length. */
export function revisionOf(revision: number, date = '2024-06-03' as LocalDate): LocationDay[] {
  const locationName = 'x'.repeat((revision * 97) % 2000);
  return LOCATIONS.map((location) =>
    dayWith({
      location,
      locationName,
      date,
      revision,
      figures: () => ({ sales: String(revision), transactions: revision }),
    }),
  );
}
