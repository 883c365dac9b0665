/**
 * An exact number as plain base-10 text: `-?digits[.digits]`, never an exponent, never a binary float (I8).
 * Canonical: no leading zeros, no trailing zeros after the point, no `-0`.
 */
export type Decimal = string;
