import { parseDecimal } from '@tillbridge/domain';
import type { DeliveredCell, LocationDay } from '../contract/output.js';

/** One hour as the receiver holds it after a delivery, read back by means that are not the output's own. */
export interface ReceivedRow {
  readonly location: string;
  readonly date: string;
  /** Minutes after local midnight at which the hour starts. */
  readonly minuteOfDay: number;
  readonly sales: string;
  readonly transactions: number;
  readonly items: string;
  /** null when the receiver holds it as unknown. */
  readonly staffHours: string | null;
  /** Where the receiver has no mark for it, a withdrawn hour is known by its zeros. */
  readonly withdrawn: boolean;
}

type OutputSettings = Readonly<Record<string, unknown>>;

/** What an output under test delivers to. Opened anew, and empty, for each test. */
export interface OutputReceiver {
  /** A receiver that overwrites: a repeated hour replaces the earlier one. */
  readonly settings: OutputSettings;
  /** Settings that the schema takes, but where nothing can be delivered to. */
  readonly unreachable: OutputSettings;
  /** Texts in `settings` that `shapingSettings` must not give away: secrets, addresses, paths. */
  readonly hidden: readonly string[];
  read(): Promise<readonly ReceivedRow[]>;
  /** For a receiver that a person opens in a spreadsheet: every field of every row, as written. */
  fields?(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** The rows that a delivery of `days` must leave, in the order in which `sortedRows` puts them. */
export function expectedRows(days: readonly LocationDay[]): readonly ReceivedRow[] {
  return sortedRows(days.flatMap((day) => day.cells.map((cell) => rowOf(day, cell))));
}

/** In one order and with figures in canonical form, so that `12.50` and `12.5` are the same sales. */
export function sortedRows(rows: readonly ReceivedRow[]): readonly ReceivedRow[] {
  return rows
    .map((row) => ({
      ...row,
      sales: canonical(row.sales),
      items: canonical(row.items),
      staffHours: row.staffHours === null ? null : canonical(row.staffHours),
    }))
    .sort((left, right) => keyOf(left).localeCompare(keyOf(right)));
}

function rowOf(day: LocationDay, cell: DeliveredCell): ReceivedRow {
  const { minuteOfDay, sales, transactions, items, withdrawn } = cell;
  const staffHours = cell.staffSeconds === null ? null : String(cell.staffSeconds / 3600);
  return { location: day.location, date: day.date, minuteOfDay, sales, transactions, items, staffHours, withdrawn };
}

function keyOf(row: ReceivedRow): string {
  return `${row.location} ${row.date} ${String(row.minuteOfDay).padStart(4, '0')}`;
}

function canonical(text: string): string {
  return parseDecimal(text) ?? `not a figure: ${text}`;
}
