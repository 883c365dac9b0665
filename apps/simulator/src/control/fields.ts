import { toScaled } from '../wire/decimal.js';
import { readInstant } from '../wire/text.js';

/** Thrown for a control request that cannot be done as it was sent. */
export class ControlRefusal extends Error {
  constructor(
    readonly status: 400 | 404,
    message: string,
  ) {
    super(message);
    this.name = 'ControlRefusal';
  }
}

export type Fields = Readonly<Record<string, unknown>>;

export function refuse(message: string): ControlRefusal {
  return new ControlRefusal(400, message);
}

export function optionalText(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw refuse(`'${name}' must be text`);
}

export function text(fields: Fields, name: string): string {
  const value = optionalText(fields, name);
  if (value === undefined) throw refuse(`'${name}' is missing`);
  return value;
}

export function optionalNumber(fields: Fields, name: string): number | undefined {
  const value = optionalText(fields, name);
  if (value === undefined) return undefined;
  if (!/^-?\d+$/.test(value)) throw refuse(`'${name}' must be a whole number`);
  return Number(value);
}

export function number(fields: Fields, name: string): number {
  const value = optionalNumber(fields, name);
  if (value === undefined) throw refuse(`'${name}' is missing`);
  return value;
}

export function flag(fields: Fields, name: string, otherwise: boolean): boolean {
  const value = fields[name];
  if (value === undefined) return otherwise;
  if (typeof value === 'boolean') return value;
  throw refuse(`'${name}' must be true or false`);
}

/** An instant in ISO 8601 as seconds. */
export function optionalInstant(fields: Fields, name: string): number | undefined {
  const value = optionalText(fields, name);
  if (value === undefined) return undefined;
  const seconds = readInstant(value);
  if (seconds === undefined) throw refuse(`'${name}' must be an instant such as 2026-05-14T14:17:42+00:00`);
  return seconds;
}

export function instant(fields: Fields, name: string): number {
  const value = optionalInstant(fields, name);
  if (value === undefined) throw refuse(`'${name}' is missing`);
  return value;
}

/** A decimal amount as cents. */
export function optionalCents(fields: Fields, name: string): number | undefined {
  const value = optionalText(fields, name);
  if (value === undefined) return undefined;
  const cents = toScaled(value, 2);
  if (cents === undefined) throw refuse(`'${name}' must be an amount with at most two digits after the point`);
  return cents;
}

export function list(fields: Fields, name: string): readonly Fields[] {
  const value = fields[name];
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw refuse(`'${name}' must be a list`);
  return value.map((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) throw refuse(`'${name}' must hold objects`);
    return { ...entry };
  });
}
