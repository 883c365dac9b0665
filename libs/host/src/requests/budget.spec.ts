import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { levelAt, observe, openBudget, spend, waitFor, type Budget } from './budget.js';

const RATE = { capacity: 10, refillPerSecond: 2 };

describe('the rate budget', () => {
  it('lets requests through at once until the bucket is full, then as fast as it leaks', () => {
    let budget = openBudget(RATE, 0);
    for (let request = 0; request < 10; request++) budget = spend(budget, 1, 0);

    expect(waitFor(openBudget(RATE, 0), 10, 0)).toBe(0);
    expect(waitFor(budget, 1, 0)).toBe(500);
    expect(waitFor(budget, 3, 0)).toBe(1500);
    expect(waitFor(budget, 1, 500)).toBe(0);
  });

  it('lets a request that costs more than the bucket holds through once it is empty', () => {
    const budget = spend(openBudget(RATE, 0), 4, 0);

    expect(waitFor(budget, 50, 0)).toBe(2000);
  });

  it('believes the POS about its level, and adds what is still on its way', () => {
    const budget = observe(openBudget(RATE, 0), { level: 7 }, { at: 0, unanswered: 2 });

    expect(levelAt(budget, 0)).toBe(9);
    expect(levelAt(budget, 1000)).toBe(7);
  });

  it('takes over a capacity and a pace that the POS tells', () => {
    const budget = observe(openBudget(RATE, 0), { capacity: 100, refillPerSecond: 50 }, { at: 0, unanswered: 0 });

    expect(waitFor(budget, 100, 0)).toBe(0);
    expect(waitFor(spend(budget, 100, 0), 50, 0)).toBe(1000);
  });

  it('sends nothing before the POS allows it, whatever a later answer says', () => {
    const told = observe(openBudget(RATE, 0), { waitMilliseconds: 3000 }, { at: 0, unanswered: 0 });
    const later = observe(told, { level: 0 }, { at: 100, unanswered: 0 });

    expect(waitFor(later, 1, 100)).toBe(2900);
    expect(waitFor(later, 1, 3000)).toBe(0);
  });

  it('keeps what it knew where an answer tells nothing or nonsense', () => {
    const budget = spend(openBudget(RATE, 0), 4, 0);
    const nonsense = {
      capacity: -1,
      refillPerSecond: 0,
      level: Number.NaN,
      waitMilliseconds: Number.POSITIVE_INFINITY,
    };

    const seen = observe(budget, nonsense, { at: 0, unanswered: 0 });

    expect(seen).toEqual(budget);
  });

  it('never lets the bucket of a POS that counts alike run over', () => {
    const costs = fc.array(
      fc.record({ cost: fc.integer({ min: 1, max: 10 }), gap: fc.integer({ min: 0, max: 3000 }) }),
    );
    fc.assert(
      fc.property(costs, (requests) => {
        let at = 0;
        let budget: Budget = openBudget(RATE, at);
        for (const { cost, gap } of requests) {
          at += gap;
          at += waitFor(budget, cost, at);
          budget = spend(budget, cost, at);
          if (levelAt(budget, at) > RATE.capacity + 1e-9) return false;
        }
        return true;
      }),
    );
  });
});
