import Big from 'big.js';

/**
 * An exact number as plain base-10 text: `-?digits[.digits]`, never an exponent, never a binary float (I8).
 * Canonical: no leading zeros, no trailing zeros after the point, no `-0`.
 */
export type Decimal = string;

/** More digits than any till writes; the limit keeps a hostile number from growing without end. */
export const MAX_DECIMAL_DIGITS = 40;

const PLAIN = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?$/;
const LONGEST_TEXT = 64;

/**
 * Reads plain base-10 text (`12`, `-0.50`, `+3`, `00.10`) into its canonical form. An exponent, as JSON writes very
 * small numbers, is written out exactly. Everything else, such as ``, `NaN`, `1,234.50`, `.5`, text with spaces, or a
 * number of more than 40 digits, is null.
 */
export function parseDecimal(text: string): Decimal | null {
  if (text.length > LONGEST_TEXT) return null;
  const plain = PLAIN.test(text) ? withoutTrailingZeros(text) : writtenOut(text);
  return plain !== null && digitsOf(plain) <= MAX_DECIMAL_DIGITS ? plain : null;
}

export function negateDecimal(value: Decimal): Decimal {
  if (value === '0') return value;
  return value.startsWith('-') ? value.slice(1) : `-${value}`;
}

export function signOfDecimal(value: Decimal): -1 | 0 | 1 {
  if (value === '0') return 0;
  return value.startsWith('-') ? -1 : 1;
}

/**
 * The figure with exactly `digits` digits after the point, halves away from zero. So a refund rounds to the mirror
 * image of its sale, and anyone who checks a figure with a spreadsheet's ROUND gets the same cents.
 */
export function roundDecimal(value: Decimal, digits: number): string {
  return withoutNegativeZero(new Big(value).toFixed(digits, Big.roundHalfUp));
}

/** Whole seconds as hours with exactly `digits` digits after the point, halves away from zero: 5400 is `1.50`. */
export function hoursText(staffSeconds: number, digits: number): string {
  const scaled = BigInt(Math.abs(staffSeconds)) * 10n ** BigInt(digits);
  const rounded = (scaled * 2n + 3600n) / 7200n;
  const text = rounded.toString().padStart(digits + 1, '0');
  const whole = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return staffSeconds < 0 && rounded !== 0n ? `-${whole}` : whole;
}

/** Nearly every figure of a POS takes this path. It does without big.js because that is many times slower. */
function withoutTrailingZeros(text: string): string {
  const point = text.indexOf('.');
  if (point < 0) return text === '-0' ? '0' : text;
  let end = text.length;
  while (text.endsWith('0', end)) end--;
  return withoutNegativeZero(text.slice(0, end - 1 === point ? point : end));
}

function writtenOut(text: string): string | null {
  return NUMBER.test(text) ? withoutNegativeZero(new Big(text.replace('+', '')).toFixed()) : null;
}

function digitsOf(text: string): number {
  return text.length - (text.startsWith('-') ? 1 : 0) - (text.includes('.') ? 1 : 0);
}

function withoutNegativeZero(text: string): string {
  return text.startsWith('-') && /^-[0.]*$/.test(text) ? text.slice(1) : text;
}
