import type { LocationDay } from '@tillbridge/plugin-kit';
import type { LocationDayRow, LocationRow, StoredCell } from '@tillbridge/store';
import { cellSpansOf, lastingZoneOf, type TallyRules } from '@tillbridge/domain';
import { currencyDigits } from './currency.js';

/**
 * Everything of a location-day that an output may send. Half of a repeated hour waits for the other half: under a label
 * of date and hour it would pass for the whole (I7).
 */
export function locationDayOf(
  output: { readonly id: string; readonly hash: string },
  day: LocationDayRow,
  location: LocationRow,
  cells: readonly StoredCell[],
): LocationDay {
  const rules = day.rules === '' ? null : (JSON.parse(day.rules) as TallyRules);
  const grain = rules?.grain ?? 60;
  return {
    location: day.location,
    locationName: location.name,
    date: day.date,
    timeZone: lastingZoneOf(day.timeZone),
    currency: location.currency,
    currencyDigits: currencyDigits(location.currency),
    grain,
    revision: day.revision,
    messageId: [output.id, day.location, day.date, day.revision, output.hash].join('.'),
    cells: withWholeLabels(day, grain, cells).map((cell) => ({
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

function withWholeLabels(day: LocationDayRow, grain: TallyRules['grain'], cells: readonly StoredCell[]): StoredCell[] {
  if (day.timeZone === '') return [...cells];
  const present = new Set(cells.map((cell) => cell.start));
  const spans = cellSpansOf(day.date, day.timeZone, grain);
  const torn = new Set(spans.filter((span) => !present.has(span.start)).map((span) => span.minuteOfDay));
  return cells.filter((cell) => !torn.has(cell.minuteOfDay));
}
