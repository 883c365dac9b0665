import type { Instant, LocationId } from '@tillbridge/domain';
import type { Cause } from '@tillbridge/plugin-kit';
import type { DayAtOutput, OutputBreaker } from '@tillbridge/store';
import { LONGEST, nextAttemptAt, retryDelay } from '../retry-delay.js';
import type { ReceiverVerdict } from './receiver-verdict.js';

/**
 * Batches in a row of which a receiver took nothing, until it counts as down. From then on it is asked by one day at a
 * time.
 */
export const OPENS_AFTER = 5;

/**
 * So many locations of which nothing is taken, or all that the output serves where they are fewer, make an outage. Fewer
 * are bad locations, such as those that the receiver does not know: they must not keep back what is new of the others.
 */
export const OUTAGE_LOCATIONS = 5;

/** `half_open`: the next day that goes is a probe. */
export const BREAKER_STATES = ['closed', 'open', 'half_open'] as const;
export type BreakerState = (typeof BREAKER_STATES)[number];

export interface BatchFacts {
  readonly output: string;
  readonly verdict: ReceiverVerdict;
  readonly cause: Cause | undefined;
  /** Those that were not taken. */
  readonly locations: readonly LocationId[];
  /** Locations that go to the output, as many as matter. */
  readonly served: readonly LocationId[];
  readonly now: Instant;
  /** From 0 to below 1. */
  readonly random: number;
}

/** What is known of a receiver after a batch; null once it has taken something. */
export function afterBatch(before: OutputBreaker | null, facts: BatchFacts): OutputBreaker | null {
  const { verdict, now, random } = facts;
  if (verdict === 'takes') return null;
  if (verdict === 'fails') return afterFailure(before, facts);
  if (verdict === 'silent' || !isOpen(before)) return before;
  return { ...before, nextProbeAt: now + retryDelay(before.failures - OPENS_AFTER, random) };
}

/** Counts a failed batch. However often too few locations for an outage fail, one failure is wanting. */
function afterFailure(before: OutputBreaker | null, facts: BatchFacts): OutputBreaker {
  const { output, cause, served, now, random } = facts;
  const locations = [...new Set([...(before?.locations ?? []), ...facts.locations])].slice(0, OUTAGE_LOCATIONS);
  const isAll = served.every((location) => locations.includes(location));
  const isOutage = isOpen(before) || isAll || locations.length >= OUTAGE_LOCATIONS;
  const counted = (before?.failures ?? 0) + 1;
  const failures = isOutage ? counted : Math.min(counted, OPENS_AFTER - 1);
  const known = { output, failures, locations, cause: JSON.stringify(cause ?? null) };
  if (failures < OPENS_AFTER) return { ...known, openedAt: null, nextProbeAt: null };
  const nextProbeAt = nextAttemptAt({ cause, failures: failures - OPENS_AFTER, now, random });
  return { ...known, openedAt: before?.openedAt ?? now, nextProbeAt };
}

/** Whether a receiver is back that did not take several locations: a bad location alone is no outage. */
export function endsOutage(before: OutputBreaker | null, after: OutputBreaker | null): boolean {
  return after === null && before !== null && (before.openedAt !== null || before.locations.length > 1);
}

export function isOpen(breaker: OutputBreaker | null): breaker is OutputBreaker {
  return breaker !== null && breaker.openedAt !== null;
}

export function breakerState(breaker: OutputBreaker | null, now: Instant): BreakerState {
  if (!isOpen(breaker)) return 'closed';
  const { nextProbeAt } = breaker;
  // A probe that is further away than any wait was set by a clock that was ahead.
  const isWaiting = nextProbeAt !== null && nextProbeAt > now && nextProbeAt <= now + 2 * LONGEST;
  return isWaiting ? 'open' : 'half_open';
}

/** Which day probes: the one that failed least, so that a bad day never stands for a receiver that is well. */
export function probeAmong(days: readonly DayAtOutput[]): number {
  const failures = days.map(({ delivery }) => delivery?.failures ?? 0);
  return failures.indexOf(failures.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY));
}
