/** Milliseconds since 1970-01-01T00:00:00Z, a whole number. Every stored instant is UTC (I9). */
export type Instant = number;

/** Half-open: `from` belongs to it, `to` does not. */
export interface Interval {
  readonly from: Instant;
  readonly to: Instant;
}

/** Tells the time; passed in wherever time matters, so that a test can choose it (I9). */
export interface Clock {
  now(): Instant;
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** RFC 3339 text in UTC with `Z`, at second resolution where the milliseconds are zero. */
export function instantText(instant: Instant): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}
