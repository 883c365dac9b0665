import { hoursText, instantText, roundDecimal } from '@tillbridge/domain';
import type { LocationDay } from '@tillbridge/plugin-kit';

/** A location-day as programs read it, over HTTP and from a command alike: sales have the digits of their currency. */
export function dayView({ cells, currencyDigits, ...day }: LocationDay) {
  const { location, locationName: name, date, timeZone, currency, revision } = day;
  return {
    location,
    name,
    date,
    timeZone,
    currency,
    revision,
    cells: cells.map(({ start, end, sales, transactions, items, staffSeconds, revision: since, withdrawn }) => ({
      start: instantText(start),
      end: instantText(end),
      sales: roundDecimal(sales, currencyDigits),
      transactions,
      items,
      // Unknown is never zero (I7).
      staffHours: staffSeconds === null ? null : hoursText(staffSeconds, 2),
      revision: since,
      withdrawn,
    })),
  };
}
