import { MINUTE, SECOND } from '@tillbridge/domain';

/** An hourly feed must recover soon after a long outage, so the wait never grows past a quarter of an hour. */
const DELAYS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE];

export function retryDelay(attempts: number): number {
  return DELAYS[Math.min(attempts, DELAYS.length - 1)] ?? 15 * MINUTE;
}
