import { instantText } from '@tillbridge/domain';
import { abortable } from '@tillbridge/egress';
import { CauseError, type RateObservation, type RateTraits } from '@tillbridge/plugin-kit';

import { levelAt, observe, openBudget, spend, waitFor, type Budget } from './budget.js';
import type { Timing } from '../clock.js';

/** A request that has been let through. */
export interface Passage {
  /** How long it waited. Milliseconds. */
  readonly waited: number;
  /** To be called once, when its answer is there or has failed. */
  leave(): void;
}

export interface Passenger {
  readonly cost: number;
  /** Longest wait; beyond it `rate.limited` is thrown. Milliseconds. */
  readonly maxWait: number;
  readonly signal: AbortSignal;
}

/** Lets the requests of one connection through one after the other, as its POS's budget allows. */
export class Pacing {
  private budget: Budget;
  private running = 0;
  private unanswered = 0;
  private turn: Promise<void> = Promise.resolve();
  private freed = Promise.withResolvers<void>();

  constructor(
    private readonly rate: RateTraits,
    private readonly timing: Timing,
  ) {
    this.budget = openBudget(rate, timing.elapsed());
  }

  /** @throws CauseError `rate.limited` where the wait would be longer than the passenger bears */
  async enter(passenger: Passenger): Promise<Passage> {
    const arrived = this.timing.elapsed();
    const { cost, signal } = passenger;
    const served = Promise.withResolvers<void>();
    const before = this.turn;
    this.turn = before.then(() => served.promise);
    try {
      await abortable(before, signal);
      while (this.running >= this.rate.maxConcurrent) await abortable(this.freed.promise, signal);
      await this.untilItFits(passenger);
      this.budget = spend(this.budget, cost, this.timing.elapsed());
    } finally {
      served.resolve();
    }
    this.running += 1;
    this.unanswered += cost;
    return { waited: this.timing.elapsed() - arrived, leave: once(() => this.leave(cost)) };
  }

  observe(seen: RateObservation): void {
    const at = this.timing.elapsed();
    this.budget = observe(this.budget, seen, { at, unanswered: this.unanswered });
  }

  /** What would be let through at once, in the POS's unit. */
  remaining(): number {
    return Math.max(0, this.budget.capacity - levelAt(this.budget, this.timing.elapsed()));
  }

  private async untilItFits({ cost, maxWait, signal }: Passenger): Promise<void> {
    for (;;) {
      const wait = waitFor(this.budget, cost, this.timing.elapsed());
      if (wait <= 0) return;
      if (wait > maxWait) throw this.tooLong(wait);
      // The budget is looked at again afterwards: answers that came meanwhile may have changed it.
      await this.timing.sleep(wait, signal);
    }
  }

  private tooLong(wait: number): CauseError {
    return new CauseError({
      code: 'rate.limited',
      message: `The POS lets the next request through in ${Math.ceil(wait / 1000)} s only.`,
      retryAt: instantText(this.timing.now() + wait),
    });
  }

  private leave(cost: number): void {
    this.running -= 1;
    this.unanswered -= cost;
    const { resolve } = this.freed;
    this.freed = Promise.withResolvers<void>();
    resolve();
  }
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}
