import { hoursText, instantText, roundDecimal, type Instant } from '@tillbridge/domain';
import type { DeliveredCell, LocationDay } from '@tillbridge/plugin-kit';

/** What a column takes; an instant is RFC 3339 text, a decimal plain text, so that no driver makes a float of it (I8). */
export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;

export interface DayRows {
  readonly day: LocationDay;
  readonly receipt: Row;
  /** In order of `start_utc`. */
  readonly cells: readonly Row[];
}

const STAFF_DIGITS = 2;

/** The rows of one location-day, by the column names of `tables.ts`; money rounded once, to the cents of its currency. */
export function rowsOf(day: LocationDay, now: Instant): DayRows {
  const shared = {
    location_id: day.location,
    local_date: day.date,
    time_zone: day.timeZone,
    currency: day.currency,
    grain_minutes: day.grain,
    updated_at: instantText(now),
  };
  const receipt = {
    ...shared,
    location_name: day.locationName,
    cells: day.cells.length,
    revision: day.revision,
    message_id: day.messageId,
  };
  const cells = day.cells
    .toSorted((left, right) => left.start - right.start)
    .map((cell) => ({ ...shared, ...figuresOf(cell, day.currencyDigits) }));
  return { day, receipt, cells };
}

/**
 * A withdrawn cell keeps its row with zeros, so that even a sum over everything is right; staff hours that were never
 * known stay unknown (I7).
 */
function figuresOf(cell: DeliveredCell, digits: number): Row {
  const { withdrawn } = cell;
  const staffSeconds = withdrawn && cell.staffSeconds !== null ? 0 : cell.staffSeconds;
  return {
    start_utc: instantText(cell.start),
    end_utc: instantText(cell.end),
    minute_of_day: cell.minuteOfDay,
    utc_offset_minutes: cell.offsetMinutes,
    sales: roundDecimal(withdrawn ? '0' : cell.sales, digits),
    transactions: withdrawn ? 0 : cell.transactions,
    items: withdrawn ? '0' : cell.items,
    staff_hours: staffSeconds === null ? null : hoursText(staffSeconds, STAFF_DIGITS),
    staff_seconds: staffSeconds,
    revision: cell.revision,
    withdrawn,
  };
}
