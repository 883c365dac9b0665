import { hoursText, instantText, roundDecimal } from '@tillbridge/domain';
import type { DeliveredCell, LocationDay } from '@tillbridge/plugin-kit';
import { offsetText, timeText } from '../local-time-text.js';

export const EVENT_TYPE = 'tillbridge.location_day.updated';

/** What every receiver can be expected to take (CloudEvents 1.0.2); 100 intervals of a 25-hour day stay far below. */
export const MAX_BODY_BYTES = 64 * 1024;

const STAFF_DIGITS = 2;

/**
 * The body of a location-day's message. The same day gives the same bytes at each try, so no clock has a part in it:
 * `timestamp`, which Standard Webhooks asks for, is the instant up to which the figures stand.
 */
export function bodyOf(day: LocationDay): string {
  const { location, locationName, date, timeZone, currency, grain, revision } = day;
  const until = Math.max(...day.cells.map(({ end }) => end));
  const hours = day.cells.map((cell) => hourOf(cell, day.currencyDigits));
  return JSON.stringify({
    type: EVENT_TYPE,
    timestamp: instantText(until),
    data: { location, locationName, date, timeZone, currency, grain, revision, hours },
  });
}

/** Figures are text, so that no parser rounds them (I8); staff hours that are unknown are null, never 0 (I7). */
function hourOf(cell: DeliveredCell, currencyDigits: number) {
  const { withdrawn } = cell;
  // The mark alone would leave the old figures with a receiver that does not know it.
  const figures = withdrawn ? emptied(cell) : cell;
  return {
    start: instantText(cell.start),
    end: instantText(cell.end),
    localStart: timeText(cell.minuteOfDay),
    utcOffset: offsetText(cell.offsetMinutes),
    sales: roundDecimal(figures.sales, currencyDigits),
    transactions: figures.transactions,
    items: figures.items,
    staffHours: figures.staffSeconds === null ? null : hoursText(figures.staffSeconds, STAFF_DIGITS),
    revision: cell.revision,
    withdrawn,
  };
}

function emptied(cell: DeliveredCell): DeliveredCell {
  return { ...cell, sales: '0', transactions: 0, items: '0', staffSeconds: cell.staffSeconds === null ? null : 0 };
}
