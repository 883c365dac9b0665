import type { Decimal } from './decimal.js';

const MOST_DIGITS_OF_A_SAFE_INTEGER = 15;
const POWERS_OF_TEN = Array.from({ length: MOST_DIGITS_OF_A_SAFE_INTEGER + 1 }, (_, exponent) => 10 ** exponent);
const ZERO = 48;
const POINT = 46;
const MINUS = 45;

/**
 * Adds figures exactly (I8), as whole numbers of the smallest unit seen so far. Small figures are first summed in
 * `pending`, an ordinary number kept within the safe integer range: a BigInt for each addition would be slower.
 */
export class DecimalSum {
  private scale = 0;
  private settled = 0n;
  private pending = 0;

  /** @throws RangeError when the text is no decimal */
  add(value: Decimal): void {
    const negative = value.charCodeAt(0) === MINUS;
    let units = 0;
    let point = -1;
    for (let index = negative ? 1 : 0; index < value.length; index++) {
      const code = value.charCodeAt(index);
      if (code === POINT && point < 0) point = index;
      else if (code >= ZERO && code <= ZERO + 9) units = units * 10 + (code - ZERO);
      else throw new RangeError(`not a decimal: ${value}`);
    }
    const digits = point < 0 ? 0 : value.length - 1 - point;
    this.raiseScale(digits);
    const length = value.length + this.scale - digits;
    if (length > MOST_DIGITS_OF_A_SAFE_INTEGER) this.addLarge(value, digits);
    else this.addSmall((negative ? -units : units) * powerOfTen(this.scale - digits));
  }

  total(): Decimal {
    this.settle();
    if (this.settled === 0n) return '0';
    const negative = this.settled < 0n;
    const text = (negative ? -this.settled : this.settled).toString().padStart(this.scale + 1, '0');
    const whole = text.slice(0, text.length - this.scale);
    const fraction = text.slice(text.length - this.scale).replace(/0+$/, '');
    return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
  }

  private raiseScale(digits: number): void {
    if (digits <= this.scale) return;
    this.settle();
    this.settled *= 10n ** BigInt(digits - this.scale);
    this.scale = digits;
  }

  private addSmall(units: number): void {
    this.pending += units;
    if (Math.abs(this.pending) > Number.MAX_SAFE_INTEGER / 2) this.settle();
  }

  private addLarge(value: Decimal, digits: number): void {
    this.settled += BigInt(value.replace('.', '')) * 10n ** BigInt(this.scale - digits);
  }

  private settle(): void {
    this.settled += BigInt(this.pending);
    this.pending = 0;
  }
}

/** The exact sum of any number of figures; `0` for none. */
export function sumDecimals(values: Iterable<Decimal>): Decimal {
  const sum = new DecimalSum();
  for (const value of values) sum.add(value);
  return sum.total();
}

function powerOfTen(exponent: number): number {
  return POWERS_OF_TEN[exponent] ?? Number.NaN;
}
