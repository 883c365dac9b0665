import type { RateObservation, RateTraits } from '@tillbridge/plugin-kit';

/**
 * What may still be asked of a POS: a bucket that each request fills by its cost and that leaks steadily. Cost is in
 * the POS's own unit. Times are milliseconds of a clock that is never set back.
 */
export interface Budget {
  readonly capacity: number;
  readonly refillPerSecond: number;
  /** How full the bucket was at `at`. */
  readonly level: number;
  readonly at: number;
  /** Nothing is sent before. */
  readonly notBefore: number;
}

export function openBudget(rate: Pick<RateTraits, 'capacity' | 'refillPerSecond'>, at: number): Budget {
  return { capacity: rate.capacity, refillPerSecond: rate.refillPerSecond, level: 0, at, notBefore: at };
}

export function levelAt(budget: Budget, at: number): number {
  const leaked = (budget.refillPerSecond * Math.max(0, at - budget.at)) / 1000;
  return Math.max(0, budget.level - leaked);
}

/** Whole milliseconds until a request of this cost fits; a cost above the capacity waits for an empty bucket. */
export function waitFor(budget: Budget, cost: number, at: number): number {
  const excess = levelAt(budget, at) + Math.min(cost, budget.capacity) - budget.capacity;
  const forRoom = excess > 0 ? (excess / budget.refillPerSecond) * 1000 : 0;
  return Math.ceil(Math.max(0, forRoom, budget.notBefore - at));
}

export function spend(budget: Budget, cost: number, at: number): Budget {
  return { ...budget, level: levelAt(budget, at) + cost, at };
}

/**
 * What the POS says replaces what was assumed: another program may use the same account, and a bucket grows with the
 * account. `unanswered` is the cost of requests on their way, which its level does not hold yet.
 */
export function observe(
  budget: Budget,
  seen: RateObservation,
  { at, unanswered }: { readonly at: number; readonly unanswered: number },
): Budget {
  const level = usable(seen.level) ? seen.level + unanswered : levelAt(budget, at);
  const wait = usable(seen.waitMilliseconds) ? seen.waitMilliseconds : 0;
  return {
    capacity: positive(seen.capacity) ? seen.capacity : budget.capacity,
    refillPerSecond: positive(seen.refillPerSecond) ? seen.refillPerSecond : budget.refillPerSecond,
    level,
    at,
    notBefore: Math.max(budget.notBefore, at + wait),
  };
}

/** A number from a header that a plugin read: it may be anything. */
function usable(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value >= 0;
}

function positive(value: number | undefined): value is number {
  return usable(value) && value > 0;
}
