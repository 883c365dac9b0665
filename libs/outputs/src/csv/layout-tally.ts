import { hoursText, instantText, roundDecimal } from '@tillbridge/domain';
import type { LocationDay } from '@tillbridge/plugin-kit';
import { offsetText, timeText } from '../local-time-text.js';
import type { Layout, LayoutLine } from './layout.js';
import { ratioText } from './ratio.js';
import { rowsByInstant, type Row } from './row.js';
import type { CsvSettings } from './settings.js';
import { textCell } from './text-cell.js';

const STAFF_DIGITS = 2;
const RATIO_DIGITS = 2;
const SECONDS_AN_HOUR = 3600n;

const COLUMNS = [
  'location_id',
  'location_name',
  'date',
  'start',
  'minutes',
  'start_utc',
  'utc_offset',
  'sales',
  'transactions',
  'items',
  'staff_hours',
  'average_sale',
  'items_per_transaction',
  'sales_per_staff_hour',
  'currency',
  'revision',
  'status',
];

/** For analysts: a row is a cell, unique by location and `start_utc`; raw figures first, then the derived ones. */
export const tallyLayout: Layout = {
  header() {
    return COLUMNS;
  },
  lines(day, settings) {
    return rowsByInstant(day, settings.grain).map((row) => lineOf(row, day, settings));
  },
};

function lineOf(row: Row, day: LocationDay, settings: CsvSettings): LayoutLine {
  const digits = settings.salesDigits ?? day.currencyDigits;
  const figures = {
    sales: roundDecimal(row.sales, digits),
    transactions: String(row.transactions),
    items: row.items,
    staff: row.staffSeconds === null ? '' : hoursText(row.staffSeconds, STAFF_DIGITS),
  };
  const fields = [
    textCell(day.location),
    textCell(day.locationName),
    day.date,
    timeText(row.minuteOfDay),
    String(row.seconds / 60),
    instantText(row.start),
    offsetText(row.offsetMinutes),
    figures.sales,
    figures.transactions,
    figures.items,
    figures.staff,
    ...derived(row, digits),
    textCell(day.currency),
    String(row.revision),
    row.withdrawn ? 'withdrawn' : 'complete',
  ];
  return { fields, figures, withdrawn: row.withdrawn };
}

/** Ratios of the exact sums, each rounded once; empty where there is nothing to divide by, or it is unknown (I7). */
function derived(row: Row, digits: number): readonly string[] {
  const transactions = String(row.transactions);
  return [
    ratioText(row.sales, transactions, digits) ?? '',
    ratioText(row.items, transactions, RATIO_DIGITS) ?? '',
    row.staffSeconds === null ? '' : (ratioText(row.sales, String(row.staffSeconds), digits, SECONDS_AN_HOUR) ?? ''),
  ];
}
