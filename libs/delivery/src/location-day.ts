import type { LocationDay } from '@tillbridge/plugin-kit';
import type { LocationDayRow, LocationRow, StoredCell } from '@tillbridge/store';
import type { TallyRules } from '@tillbridge/domain';
import { currencyDigits } from './currency.js';

/** Everything of a location-day that an output may send. */
export function locationDayOf(
  output: { readonly id: string; readonly hash: string },
  day: LocationDayRow,
  location: LocationRow,
  cells: readonly StoredCell[],
): LocationDay {
  const rules = day.rules === '' ? null : (JSON.parse(day.rules) as TallyRules);
  return {
    location: day.location,
    locationName: location.name,
    date: day.date,
    timeZone: day.timeZone,
    currency: location.currency,
    currencyDigits: currencyDigits(location.currency),
    grain: rules?.grain ?? 60,
    revision: day.revision,
    messageId: [output.id, day.location, day.date, day.revision, output.hash].join('.'),
    cells: cells.map((cell) => ({
      start: cell.start,
      end: cell.end,
      minuteOfDay: cell.minuteOfDay,
      offsetMinutes: cell.offsetMinutes,
      sales: cell.sales,
      transactions: cell.transactions,
      items: cell.items,
      staffSeconds: cell.staffSeconds,
      revision: cell.revision,
      withdrawn: cell.withdrawn,
    })),
  };
}
