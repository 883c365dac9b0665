/** Figures on the wire are unpadded decimals ("0", "4.95", "-26.674375"); inside they are whole numbers of a smallest part. */

/** Cents (1/100) to text. */
export function fromCents(cents: number): string {
  if (cents < 0) return '-' + fromCents(-cents);
  const rest = cents % 100;
  const whole = (cents - rest) / 100;
  if (rest === 0) return '' + whole;
  if (rest % 10 === 0) return whole + '.' + rest / 10;
  return whole + (rest < 10 ? '.0' : '.') + rest;
}

/** Hundredths with both digits: `512.40`. */
export function twoDigits(hundredths: bigint): string {
  const positive = hundredths < 0n ? -hundredths : hundredths;
  return `${hundredths < 0n ? '-' : ''}${positive / 100n}.${String(positive % 100n).padStart(2, '0')}`;
}

/** A whole number of 10^-digits parts to text. */
export function fromScaled(value: number, digits: number): string {
  if (value === 0) return '0';
  if (value < 0) return '-' + fromScaled(-value, digits);
  const unit = 10 ** digits;
  let rest = value % unit;
  const whole = (value - rest) / unit;
  if (rest === 0) return '' + whole;
  let width = digits;
  while (rest % 10 === 0) {
    rest /= 10;
    width -= 1;
  }
  return whole + '.' + ('' + rest).padStart(width, '0');
}

/** Decimal text to a whole number of 10^-digits parts; undefined when it is no number or has more digits than that. */
export function toScaled(text: string, digits: number): number | undefined {
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) return undefined;
  const fraction = match[3] ?? '';
  if (fraction.length > digits && /[1-9]/.test(fraction.slice(digits))) return undefined;
  const value = Number((match[2] ?? '') + fraction.slice(0, digits).padEnd(digits, '0'));
  if (!Number.isSafeInteger(value)) return undefined;
  return match[1] === '-' && value !== 0 ? -value : value;
}

/** Divides whole numbers, halves away from zero: how the till rounds to cents. */
export function roundDivide(value: number, divisor: number): number {
  if (value < 0) {
    const positive = roundDivide(-value, divisor);
    return positive === 0 ? 0 : -positive;
  }
  const rest = value % divisor;
  const whole = (value - rest) / divisor;
  return rest * 2 >= divisor ? whole + 1 : whole;
}
