import { CauseError, type Cause, type Json, type StreamName, type Timestamp } from '@tillbridge/plugin-kit';
import { parseDecimal, type Decimal } from '@tillbridge/domain';

/** A JSON object of an answer as it came: every scalar is text, and unknown keys are ignored. */
export type Row = Readonly<Record<string, unknown>>;

/** Why one record cannot be read. Thrown inside this package only; the readers turn it into a quarantined record. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

/** One record is an object, many are an array, none is an absent key, null, `""` or `{}`. */
export function listOf(row: Row, key: string): readonly unknown[] {
  const value = row[key];
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return value;
  return typeof value === 'object' && Object.keys(value).length === 0 ? [] : [value];
}

/**
 * Relations nest twice: `{"SaleLines":{"SaleLine":...}}`, and one with nothing in it is absent, null or `""`.
 *
 * @throws UnreadableError for any other form: lines that cannot be read must not pass as none
 */
export function relationOf(row: Row, relation: string, key: string): readonly unknown[] {
  const loaded = row[relation];
  if (loaded === undefined || loaded === null || loaded === '') return [];
  if (!isRow(loaded)) throw new UnreadableError(`${relation} should be an object, got ${shown(loaded)}`);
  return listOf(loaded, key);
}

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function boolOf(value: unknown): boolean {
  return value === 'true' || value === true || value === '1';
}

/** `""`, `"0"` and an absent key all mean "none". */
export function idOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value === 0 ? null : String(value);
  return typeof value === 'string' && value !== '' && value !== '0' ? value : null;
}

export function requiredId(row: Row, key: string): string {
  const id = idOf(row[key]);
  if (id === null) throw new UnreadableError(`${key} is missing`);
  return id;
}

/** A number is taken only while no digit can have been lost when the JSON was parsed (I8). */
export function decimalOf(row: Row, key: string): Decimal {
  const value = row[key];
  const text = typeof value === 'number' ? String(value) : value;
  const decimal = typeof text === 'string' ? parseDecimal(text) : null;
  if (decimal === null || (typeof value === 'number' && decimal.length > 15)) {
    throw new UnreadableError(`${key} should be a decimal number, got ${shown(value)}`);
  }
  return decimal;
}

const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/;
const WITH_OFFSET = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/;

/** An absent or empty date is null: an open sale, a shift that goes on. */
export function timestampOf(row: Row, key: string): Timestamp | null {
  const value = row[key];
  if (value === undefined || value === null || value === '') return null;
  const timestamp = typeof value === 'string' ? inUtc(value) : null;
  if (timestamp === null) {
    throw new UnreadableError(`${key} should be a date with time and offset, got ${shown(value)}`);
  }
  return timestamp;
}

function inUtc(text: string): Timestamp | null {
  const written = WITH_OFFSET.exec(text);
  const instant = Date.parse(text);
  if (written === null || Number.isNaN(instant)) return null;
  if (UTC.test(text)) return isDay(text, instant) ? `${text.slice(0, 19)}Z` : null;
  if (!isDay(`${String(written[1])}T00:00:00Z`, Date.parse(`${String(written[1])}T00:00:00Z`))) return null;
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

/** `Date.parse` turns 30 February into 2 March. */
function isDay(text: string, instant: number): boolean {
  return new Date(instant).getUTCDate() === Number(text.slice(8, 10));
}

/**
 * The rows of a list answer. An answer that holds neither `@attributes` nor the list is no empty list: an outage must
 * not look like an hour without sales (I7). `{}` is what some accounts answer for none.
 */
export function rowsOf(body: Row, key: string): readonly unknown[] {
  const known = '@attributes' in body || key in body || Object.keys(body).length === 0;
  if (!known) {
    throw new CauseError({
      code: 'upstream.malformed',
      message: `Lightspeed's answer is no list of ${key}: it has ${Object.keys(body).slice(0, 5).join(', ')}`,
    });
  }
  return listOf(body, key);
}

/** What is kept of an unreadable record for people to look at: a list of allowed keys, so no customer data (I6). */
export function rawOf(row: unknown, keys: readonly string[]): { readonly [key: string]: Json } {
  if (!isRow(row)) return { received: row === null ? 'null' : Array.isArray(row) ? 'array' : typeof row };
  return Object.fromEntries(keys.filter((key) => key in row).map((key) => [key, shownJson(row[key])]));
}

export function causeOfUnreadable(stream: StreamName, thrown: UnreadableError, shop: string | null): Cause {
  return {
    $cause: 1,
    code: 'upstream.malformed',
    message: thrown.message,
    stream,
    ...(shop === null ? {} : { shop }),
  };
}

const LONGEST_SHOWN = 40;

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(shownJson(value));
}

function shownJson(value: unknown): Json {
  if (typeof value === 'string') return value.slice(0, LONGEST_SHOWN);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  return Array.isArray(value) ? 'array' : typeof value;
}
