import { HOUR, MINUTE } from '@tillbridge/domain';
import type { DeliveredCell, LocationDay } from '../contract/output.js';

/** Toronto on an ordinary day: local midnight of 14 May 2026 is 04:00 UTC. */
const LOCAL_MIDNIGHT = Date.UTC(2026, 4, 14, 4);
const OFFSET_MINUTES = -240;

/** One hour of the sample day; figures that tell the four columns apart unless overridden. */
export function sampleCell(hour: number, over: Partial<DeliveredCell> = {}): DeliveredCell {
  const start = LOCAL_MIDNIGHT + hour * HOUR;
  return {
    start,
    end: start + HOUR,
    minuteOfDay: (hour * HOUR) / MINUTE,
    offsetMinutes: OFFSET_MINUTES,
    sales: `${hour}00.25`,
    transactions: hour,
    items: String(hour * 2),
    staffSeconds: 5400,
    revision: 1,
    withdrawn: false,
    ...over,
  };
}

/** A location-day with the hours 9 to 11 at revision 1 unless overridden. */
export function sampleDay(over: Partial<LocationDay> = {}): LocationDay {
  const day = {
    location: '0001',
    locationName: 'Harbour',
    date: '2026-05-14',
    timeZone: 'America/Toronto',
    currency: 'CAD',
    currencyDigits: 2,
    grain: 60 as const,
    revision: 1,
    cells: [sampleCell(9), sampleCell(10), sampleCell(11)],
    ...over,
  };
  return { messageId: `subject.${day.location}.${day.date}.${day.revision}.0f1e2d3c`, ...day };
}

/** The same day later: hour 10 has other figures, the rest stands. */
export function correctedDay(over: Partial<DeliveredCell> = {}): LocationDay {
  const corrected = sampleCell(10, { sales: '-12.50', transactions: 1, items: '3', revision: 2, ...over });
  return sampleDay({ revision: 2, cells: [sampleCell(9), corrected, sampleCell(11)] });
}
