import { fullName } from './naming.js';
import type { DatabaseSettings } from './settings.js';

/** What differs between the two databases: exact numbers, and text from a number. */
interface Words {
  /** The exact sum of a decimal column. */
  sum(column: string): string;
  /** Hours with two digits from seconds, halves away from zero as in every other output. */
  hours(seconds: string): string;
  /** A quotient with four digits, halves away from zero; null where the divisor is null. */
  ratio(amount: string, divisor: string): string;
  readonly label: string;
}

const WORDS: Readonly<Record<DatabaseSettings['kind'], Words>> = {
  postgresql: {
    sum: (column) => `sum(c.${column})`,
    hours: (seconds) => `round(${seconds} / 3600.0, 2)`,
    ratio: (amount, divisor) => `round(${amount} / ${divisor}, 4)`,
    label: `to_char(c.minute_of_day / 60, 'FM00') || ':00'`,
  },
  // Ten-thousandths are whole numbers, so the sum is exact (I8); only the result becomes a number with a point.
  sqlite: {
    sum: (column) => `sum(cast(round(c.${column} * 10000) as integer)) / 10000.0`,
    hours: (seconds) => `(${seconds} * 100 + 1800) / 3600 / 100.0`,
    ratio: (amount, divisor) => nearestTenThousandth(`cast(round(${amount} * 10000) as integer)`, divisor),
    label: `printf('%02d:00', c.minute_of_day / 60)`,
  },
};

/** SQLite's `round` works on binary floats and takes 1.005 down; whole numbers know what a half is. */
function nearestTenThousandth(amount: string, divisor: string): string {
  const nearest = `(2 * abs(${amount}) + abs(${divisor})) / (2 * abs(${divisor}))`;
  return `sign(${amount}) * sign(${divisor}) * (${nearest}) / 10000.0`;
}

/** The select of each view by its name. A withdrawn row counts in neither. */
export function viewBodies(settings: DatabaseSettings): Readonly<Record<string, string>> {
  const words = WORDS[settings.kind];
  const standing = [
    `from ${fullName(settings, 'cell')} c`,
    `join ${fullName(settings, 'location_day')} d on d.location_id = c.location_id and d.local_date = c.local_date`,
    'where not c.withdrawn',
  ];
  return { hourly: hourly(words, standing), daily: daily(words, standing) };
}

/** One row for each location, date and hour on the wall clock: a repeated hour is one row, the sum of both. */
function hourly(words: Words, standing: readonly string[]): string {
  return [
    'select',
    '  c.location_id, max(d.location_name) as location_name, c.local_date,',
    `  c.minute_of_day / 60 as hour, ${words.label} as hour_label,`,
    ...figures(words),
    '  c.currency, min(c.start_utc) as first_start_utc, max(c.revision) as revision',
    ...standing,
    'group by c.location_id, c.local_date, c.minute_of_day / 60, c.currency',
  ].join('\n');
}

/**
 * One row for each location and date. Each ratio is one of sums, null where there is nothing to divide by or it is
 * unknown (I7).
 */
function daily(words: Words, standing: readonly string[]): string {
  return [
    'select',
    '  f.*,',
    `  ${words.ratio('f.sales', 'nullif(f.transactions, 0)')} as average_sale,`,
    `  ${words.ratio('f.items', 'nullif(f.transactions, 0)')} as items_per_transaction,`,
    `  ${words.ratio('(f.sales * 3600)', 'nullif(f.staff_seconds, 0)')} as sales_per_staff_hour`,
    'from (',
    'select',
    '  c.location_id, max(d.location_name) as location_name, c.local_date, c.currency,',
    ...figures(words),
    '  case when count(*) = count(c.staff_seconds) then sum(c.staff_seconds) end as staff_seconds,',
    '  max(d.revision) as revision',
    ...standing,
    'group by c.location_id, c.local_date, c.currency',
    ') f',
  ].join('\n');
}

/** Unknown staff hours of one cell make the sum unknown (I7). */
function figures(words: Words): readonly string[] {
  return [
    `  ${words.sum('sales')} as sales, sum(c.transactions) as transactions, ${words.sum('items')} as items,`,
    `  case when count(*) = count(c.staff_seconds) then ${words.hours('sum(c.staff_seconds)')} end as staff_hours,`,
  ];
}
