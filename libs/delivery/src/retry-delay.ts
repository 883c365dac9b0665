import { type Instant, MINUTE, SECOND } from '@tillbridge/domain';
import type { Cause } from '@tillbridge/plugin-kit';

/** An hourly feed must recover soon after a long outage, so the wait never grows past a quarter of an hour. */
export const LONGEST = 15 * MINUTE;
const DELAYS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 5 * MINUTE, LONGEST];

/** A fifth more or less: those that failed together do not come back together. */
const SPREAD = 0.2;

/** @param random from 0 to below 1 */
export function retryDelay(failures: number, random: number): number {
  const delay = DELAYS[Math.min(failures, DELAYS.length - 1)] ?? LONGEST;
  return Math.round(delay * (1 - SPREAD + 2 * SPREAD * random));
}

export interface FailureFacts {
  readonly cause: Cause | undefined;
  /** Before this one, since the day was last taken. */
  readonly failures: number;
  readonly now: Instant;
  readonly random: number;
}

/** A receiver that names a time is asked then, but never later than the longest wait, whatever it says. */
export function nextAttemptAt({ cause, failures, now, random }: FailureFacts): Instant {
  const named = Date.parse(cause?.retryAt ?? '');
  if (Number.isNaN(named) || named <= now) return now + retryDelay(failures, random);
  return Math.min(named, now + LONGEST);
}
