import { hoursText, roundDecimal, signOfDecimal } from '@tillbridge/domain';
import type { LocationDay } from '@tillbridge/plugin-kit';
import { dateText, hourText } from '../local-time-text.js';
import type { Layout, LayoutLine, LineFigures } from './layout.js';
import { ratioText } from './ratio.js';
import { rowsByLabel, type Row } from './row.js';
import type { CsvSettings } from './settings.js';

/** TMAS asks for sales "always with cents". */
const LEAST_SALES_DIGITS = 2;
const STAFF_DIGITS = 2;

/**
 * The summary file of TMAS's import wizard (help.storetraffic.com, "Import data"), column by column. It has a date and
 * an hour only, so a repeated hour is one row.
 */
export const tmasLayout: Layout = {
  header(settings) {
    return [
      'Location ID',
      'Date & Time',
      ...(hasHour(settings) ? ['Hour'] : []),
      'Sales',
      'Transactions',
      'Items',
      ...(settings.staffMeasure === 'none' ? [] : ['Staff Hours']),
    ];
  },
  lines(day, settings) {
    return rowsByLabel(day, settings.grain).map((row) => lineOf(row, day, settings));
  },
};

/**
 * Whether the hour has a column of its own: two digits cannot name a half or a quarter of an hour, so there the date
 * carries the time.
 */
function hasHour(settings: CsvSettings): boolean {
  return settings.hourFormat === 'HH' && settings.grain === 60;
}

/** The location id goes out untouched: the receiver matches it letter by letter. */
function lineOf(row: Row, day: LocationDay, settings: CsvSettings): LayoutLine {
  const figures = figuresOf(row, day, settings);
  const fields = [
    day.location,
    dateText(day.date, row.minuteOfDay, settings.dateFormat),
    ...(hasHour(settings) ? [hourText(row.minuteOfDay)] : []),
    figures.sales,
    figures.transactions,
    figures.items,
    ...(settings.staffMeasure === 'none' ? [] : [figures.staff]),
  ];
  return { fields, figures, withdrawn: row.withdrawn };
}

function figuresOf(row: Row, day: LocationDay, settings: CsvSettings): LineFigures {
  const floored = !settings.allowNegativeCounts;
  const items = floored && signOfDecimal(row.items) < 0 ? '0' : row.items;
  return {
    sales: salesText(row, day, settings),
    transactions: String(floored ? Math.max(0, row.transactions) : row.transactions),
    items: roundDecimal(items, settings.itemsDigits),
    staff: staffText(row, settings),
  };
}

/** Rounded to the currency's own digits; a currency without cents is filled up with zeros. */
function salesText(row: Row, day: LocationDay, settings: CsvSettings): string {
  if (settings.salesDigits !== null) return roundDecimal(row.sales, settings.salesDigits);
  const rounded = roundDecimal(row.sales, day.currencyDigits);
  return day.currencyDigits >= LEAST_SALES_DIGITS ? rounded : roundDecimal(rounded, LEAST_SALES_DIGITS);
}

function staffText(row: Row, settings: CsvSettings): string {
  if (row.staffSeconds === null || settings.staffMeasure === 'none') return '';
  if (settings.staffMeasure === 'hours') return hoursText(row.staffSeconds, STAFF_DIGITS);
  return ratioText(String(row.staffSeconds), String(row.seconds), STAFF_DIGITS) ?? '';
}
