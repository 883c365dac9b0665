import { describe, expect, it } from '@jest/globals';

import { FakeTiming } from './testing/fake-timing.js';
import { HangWatch } from './hang-watch.js';

const MINUTE = 60_000;
const never = new Promise<never>(() => undefined);

describe('the watch over a plugin’s call', () => {
  it('ends what hangs, and everything the plugin still does', async () => {
    const timing = new FakeTiming();
    const watch = new HangWatch(timing, 10 * MINUTE);

    const work = watch.within(never);
    timing.pass(10 * MINUTE);

    await expect(work).rejects.toThrow('Nothing came within 10 minutes');
    expect(watch.signal.aborted).toBe(true);
  });

  it('does not count the time that the rate budget was waited for', async () => {
    const timing = new FakeTiming();
    const watch = new HangWatch(timing, 10 * MINUTE);
    const work = Promise.withResolvers<string>();

    const answer = watch.within(work.promise);
    watch.pause();
    timing.pass(60 * MINUTE);
    await settle();
    watch.resume();
    work.resolve('after an hour');

    expect(await answer).toBe('after an hour');
  });

  it('counts the time before and after a wait together, and the wait not at all', async () => {
    const timing = new FakeTiming(0, MINUTE);
    const watch = new HangWatch(timing, 10 * MINUTE);

    const work = watch.within(never);
    timing.pass(5 * MINUTE);
    watch.pause();
    timing.pass(4 * MINUTE);
    watch.resume();
    timing.pass(MINUTE);
    await settle();
    const early = watch.signal.aborted;
    timing.pass(4 * MINUTE);

    await expect(work).rejects.toThrow('Nothing came');
    expect(early).toBe(false);
  });

  it('passes the host’s own failure through the plugin as it was', async () => {
    const watch = new HangWatch(new FakeTiming(), 10 * MINUTE);
    const failure = new Error('the store is closed');

    const work = watch.within(never);
    watch.fail(failure);

    await expect(work).rejects.toBe(failure);
  });
});

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}
