import { parseDecimal, type Decimal, type Instant } from '@tillbridge/domain';

/** The fields of a value that crossed the boundary: it may be anything. */
export type Fields = Readonly<Record<string, unknown>>;

/** A field that is not what the contract says; never holds the value, which may be customer data (I6). */
export class MalformedField extends Error {
  constructor(
    readonly field: string,
    readonly expected: string,
  ) {
    super(`${field}: expected ${expected}`);
  }
}

/** RFC 3339 in UTC with `Z`, the one form in which an instant crosses the boundary. */
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;

export function fieldsOf(value: unknown, field: string): Fields {
  if (typeof value !== 'object' || value === null) throw new MalformedField(field, 'an object');
  return value as Fields;
}

export function textOf(fields: Fields, field: string): string {
  const value = fields[field];
  if (typeof value !== 'string' || value === '') throw new MalformedField(field, 'text');
  return value;
}

/** A field that is left out counts as null: not told. */
export function textOrNull(fields: Fields, field: string): string | null {
  const value = fields[field] ?? null;
  if (value !== null && typeof value !== 'string') throw new MalformedField(field, 'text or null');
  return value;
}

export function flagOf(fields: Fields, field: string): boolean {
  const value = fields[field] ?? false;
  if (typeof value !== 'boolean') throw new MalformedField(field, 'true or false');
  return value;
}

export function choiceOf<T extends string>(fields: Fields, field: string, choices: ReadonlySet<T>): T {
  const value = fields[field];
  if (!isChoice(value, choices)) throw new MalformedField(field, [...choices].join(' or '));
  return value;
}

/** Only text: a JSON number has already been through a binary float (I8). */
export function decimalOf(fields: Fields, field: string): Decimal {
  const value = fields[field];
  const decimal = typeof value === 'string' ? parseDecimal(value) : null;
  if (decimal === null) throw new MalformedField(field, 'a decimal as text, such as "-12.5"');
  return decimal;
}

/** @param latest the POS's clock with some allowance: nothing has happened after it */
export function instantOf(fields: Fields, field: string, latest: Instant): Instant {
  const value = fields[field];
  const instant = typeof value === 'string' && TIMESTAMP.test(value) ? Date.parse(value) : Number.NaN;
  // V8 reads 30 February as 2 March; a day up to 28 exists in every month.
  if (Number.isNaN(instant) || (Number(String(value).slice(8, 10)) > 28 && !isSameDay(instant, String(value)))) {
    throw new MalformedField(field, 'an instant such as "2026-05-14T14:17:42Z"');
  }
  if (instant > latest) throw new MalformedField(field, 'an instant that the POS’s clock has reached');
  return instant;
}

export function instantOrNull(fields: Fields, field: string, latest: Instant): Instant | null {
  return (fields[field] ?? null) === null ? null : instantOf(fields, field, latest);
}

function isSameDay(instant: Instant, text: string): boolean {
  return new Date(instant).toISOString().startsWith(text.slice(0, 10));
}

function isChoice<T extends string>(value: unknown, choices: ReadonlySet<T>): value is T {
  return typeof value === 'string' && (choices as ReadonlySet<string>).has(value);
}
