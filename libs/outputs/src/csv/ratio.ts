import type { Decimal } from '@tillbridge/domain';

/**
 * `factor * numerator / denominator` with exactly `digits` digits after the point, halves away from zero, rounded once from the
 * exact quotient (I8). null where the denominator is 0: there is no such ratio.
 */
export function ratioText(numerator: Decimal, denominator: Decimal, digits: number, factor = 1n): string | null {
  const scale = Math.max(fractionDigits(numerator), fractionDigits(denominator));
  const below = unitsOf(denominator, scale);
  if (below === 0n) return null;
  const above = unitsOf(numerator, scale) * factor * 10n ** BigInt(digits);
  const rounded = (magnitude(above) * 2n + magnitude(below)) / (magnitude(below) * 2n);
  const text = rounded.toString().padStart(digits + 1, '0');
  const whole = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return above < 0n !== below < 0n && rounded !== 0n ? `-${whole}` : whole;
}

function fractionDigits(value: Decimal): number {
  const point = value.indexOf('.');
  return point < 0 ? 0 : value.length - 1 - point;
}

function unitsOf(value: Decimal, scale: number): bigint {
  return BigInt(value.replace('.', '')) * 10n ** BigInt(scale - fractionDigits(value));
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
