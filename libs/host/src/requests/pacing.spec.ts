import { describe, expect, it } from '@jest/globals';

import { causeOf } from '@tillbridge/plugin-kit';

import { Pacing, type Passage } from './pacing.js';
import { FakeTiming } from '../testing/fake-timing.js';

const NEVER = new AbortController().signal;
const passenger = (cost = 1) => ({ cost, maxWait: 60_000, signal: NEVER });

describe('pacing', () => {
  it('lets no more requests through at once than the POS takes, in the order they came', async () => {
    const pacing = new Pacing({ capacity: 100, refillPerSecond: 1, maxConcurrent: 2 }, new FakeTiming());
    const through: number[] = [];
    const passages: Passage[] = [];
    const entering = [1, 2, 3, 4].map(async (number) => {
      passages.push(await pacing.enter(passenger()));
      through.push(number);
    });
    await Promise.all(entering.slice(0, 2));
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
    const before = [...through];

    for (const passage of passages.slice(0, 2)) passage.leave();
    await Promise.all(entering);

    expect(before).toEqual([1, 2]);
    expect(through).toEqual([1, 2, 3, 4]);
  });

  it('waits until the bucket has room', async () => {
    const timing = new FakeTiming();
    const pacing = new Pacing({ capacity: 2, refillPerSecond: 1, maxConcurrent: 9 }, timing);
    await pacing.enter(passenger(2));

    const passage = await pacing.enter(passenger());

    expect(passage.waited).toBe(1000);
    expect(timing.slept).toEqual([1000]);
  });

  it('does not count a request twice that the POS has counted', async () => {
    const pacing = new Pacing({ capacity: 10, refillPerSecond: 1, maxConcurrent: 9 }, new FakeTiming());
    const passage = await pacing.enter(passenger(6));

    passage.leave();
    passage.leave();
    pacing.observe({ level: 6 });

    expect((await pacing.enter(passenger(4))).waited).toBe(0);
  });

  it('tells that it would take too long instead of waiting for ever', async () => {
    const pacing = new Pacing({ capacity: 10, refillPerSecond: 1, maxConcurrent: 1 }, new FakeTiming());
    pacing.observe({ waitMilliseconds: 3_600_000 });

    const error: unknown = await pacing.enter(passenger()).catch((thrown: unknown) => thrown);

    expect(causeOf(error)).toMatchObject({ code: 'rate.limited', retryAt: '2026-05-14T13:00:00Z' });
  });

  it('keeps the queue moving when one that waits is called off', async () => {
    const pacing = new Pacing({ capacity: 100, refillPerSecond: 1, maxConcurrent: 1 }, new FakeTiming());
    const first = await pacing.enter(passenger());
    const controller = new AbortController();
    const second = pacing.enter({ ...passenger(), signal: controller.signal });
    const third = pacing.enter(passenger());

    controller.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    first.leave();

    expect((await third).waited).toBe(0);
  });
});
