import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { NOON, write } from '../testing/builders.js';
import { lastFailures } from '../standing/last-failures.js';
import { endWaits, nextAttemptAt } from './next-attempt.js';
import { saveFailures } from './deliveries.js';
import {
  breakerOf,
  forgetBreaker,
  type OutputBreaker,
  outputBreakers,
  probeAt,
  saveBreaker,
} from './output-breakers.js';

const CAUSE = JSON.stringify({ $cause: 1, code: 'output.unreachable', message: 'no route' });
const COUNTING = { output: 'hook', failures: 2, locations: ['0001'], openedAt: null, nextProbeAt: null, cause: CAUSE };
const OPEN: OutputBreaker = {
  ...COUNTING,
  failures: 5,
  locations: ['0001', '0002'],
  openedAt: NOON,
  nextProbeAt: NOON + 9,
};

const DAY = { location: '0001', date: '2026-05-14', revision: 1, cause: CAUSE, dead: false, resendMark: 0 };

const EVERY_DAY = { locations: ['0001'], waived: [] };

describeOnBothStores('the breaker of an output', (stores) => {
  it('is kept as it was last written, each output by itself, until it is forgotten', async () => {
    const store = await stores.open();
    await write(store, (session) => saveBreaker(session, COUNTING));
    await write(store, (session) => saveBreaker(session, { ...OPEN, output: 'tmas' }));
    const counting = await breakerOf(store.read, 'hook');
    await write(store, (session) => saveBreaker(session, OPEN));

    const both = [...(await outputBreakers(store.read)).values()];
    await write(store, (session) => forgetBreaker(session, 'hook'));

    expect([counting, both]).toEqual([COUNTING, [OPEN, { ...OPEN, output: 'tmas' }]]);
    expect(await breakerOf(store.read, 'hook')).toBeNull();
  });

  it('gives a person a probe at once where it is open, and nothing where it is not', async () => {
    const store = await stores.open();
    await write(store, (session) => saveBreaker(session, OPEN));
    await write(store, (session) => saveBreaker(session, { ...COUNTING, output: 'tmas' }));

    for (const output of ['hook', 'tmas']) await write(store, (session) => probeAt(session, output, NOON + 1));

    const [hook, tmas] = [await breakerOf(store.read, 'hook'), await breakerOf(store.read, 'tmas')];
    expect([hook?.nextProbeAt, tmas?.nextProbeAt]).toEqual([NOON + 1, null]);
  });

  it('says when the output is tried again, whatever times its days have', async () => {
    const store = await stores.open();
    await write(store, (session) => saveFailures(session, 'hook', [{ ...DAY, nextAttemptAt: NOON + 5 }]));
    const ofDay = await nextAttemptAt(store.read, 'hook', NOON);
    await write(store, (session) => saveBreaker(session, COUNTING));
    const counting = await nextAttemptAt(store.read, 'hook', NOON);
    await write(store, (session) => saveBreaker(session, OPEN));

    const ofProbe = await nextAttemptAt(store.read, 'hook', NOON);

    expect([ofDay, counting, ofProbe]).toEqual([NOON + 5, NOON + 5, NOON + 9]);
    expect((await lastFailures(store.read, EVERY_DAY)).get('hook')?.nextAttemptAt).toBe(NOON + 9);
    expect(await nextAttemptAt(store.read, 'hook', NOON + 9)).toBeNull();
  });

  it('lets every day that waits go when the receiver takes figures again, and none that is dead', async () => {
    const store = await stores.open();
    for (const output of ['hook', 'tmas'])
      await write(store, (session) => saveFailures(session, output, [{ ...DAY, nextAttemptAt: NOON + 5 }]));
    await write(store, (session) => saveFailures(session, 'csv', [{ ...DAY, dead: true, nextAttemptAt: null }]));

    for (const output of ['hook', 'csv']) await write(store, (session) => endWaits(session, output, NOON));

    expect(await nextAttemptAt(store.read, 'hook', NOON - 1)).toBe(NOON);
    expect(await nextAttemptAt(store.read, 'tmas', NOON)).toBe(NOON + 5);
    expect((await lastFailures(store.read, EVERY_DAY)).get('csv')?.nextAttemptAt).toBeNull();
  });
});
