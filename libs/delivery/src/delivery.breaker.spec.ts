import { expect, it } from '@jest/globals';
import { HOUR, MINUTE, SECOND } from '@tillbridge/domain';
import type { LocationDay, Receipt } from '@tillbridge/plugin-kit';
import {
  breakerOf,
  declareConnection,
  declareLocations,
  nextAttemptAt,
  pauseOutput,
  probeAt,
  reachBack,
  saveZone,
} from '@tillbridge/store';
import { describeOnBothStores } from '../../../test/support/stores.ts';
import { type Bench, DOWN, fold, GONE, NOW, openBench, receipt } from './testing/bench.js';

const LOCATIONS = ['0001', '0002', '0003', '0004', '0005', '0006', '0007'];
const DAYS = LOCATIONS.length * 3;

const DOWN_ALL = (days: readonly LocationDay[]): Receipt[] => days.map((day) => receipt(day, 'retry'));
const TAKES_ALL = (days: readonly LocationDay[]): Receipt[] => days.map((day) => receipt(day, 'accepted'));

/** Passes as the worker makes them. */
const BY_ITSELF = { now: false };

/** A receiver that is down: five passes, each with a batch of other days. */
async function openBreaker(bench: Bench): Promise<void> {
  bench.fake.answer = DOWN_ALL;
  for (let pass = 0; pass < 5; pass += 1) await bench.deliver({}, BY_ITSELF);
  bench.fake.taken.length = 0;
  bench.logged.length = 0;
}

/** Makes a pass each half a minute; returns how many days were handed over. */
async function passes(bench: Bench, minutes: number): Promise<number> {
  const before = bench.fake.taken.length;
  for (let pass = 0; pass < minutes * 2; pass += 1) {
    await bench.deliver({}, BY_ITSELF);
    bench.now += 30 * SECOND;
  }
  return bench.fake.taken.length - before;
}

describeOnBothStores('an output whose receiver is down', (stores) => {
  it('is asked no more after five batches in a row, and what waits is told as waiting', async () => {
    const bench = await openBench(stores, LOCATIONS);
    bench.fake.answer = DOWN_ALL;

    const reports = [];
    for (let pass = 0; pass < 6; pass += 1) reports.push(await bench.deliver({}, BY_ITSELF));

    expect(reports.map(({ failed }) => failed.length)).toEqual([2, 2, 2, 2, 2, 0]);
    expect(reports[5]?.keptBack.waiting).toBe(DAYS);
    expect(bench.logged.filter(({ event }) => event === 'output.breaker_opened')).toMatchObject([
      { level: 'error', output: 'tmas', fields: { failures: 5, nextTry: '2026-05-14T16:00:05Z' } },
    ]);
    expect(await breakerOf(bench.store.read, 'tmas')).toMatchObject({ failures: 5, nextProbeAt: NOW + 5 * SECOND });
  });

  it('is asked by one day at a time, seldom, however many wait', async () => {
    const bench = await openBench(stores, LOCATIONS);
    await openBreaker(bench);

    const [first, later] = [await passes(bench, 30), await passes(bench, 60)];

    // After 5 s, 30 s, 2 min and 5 min, then each quarter of an hour; a pass comes each half a minute.
    expect([first, later]).toEqual([5, 4]);
    expect(bench.counted['tillbridge_delivery_attempts_total tmas']).toBe(10 + 9);
  });

  it('gets everything at once when its probe is taken, also days whose own time lies ahead', async () => {
    const bench = await openBench(stores, LOCATIONS);
    await openBreaker(bench);
    await passes(bench, 30);
    bench.fake.answer = TAKES_ALL;
    bench.fake.taken.length = 0;
    bench.now = (await breakerOf(bench.store.read, 'tmas'))?.nextProbeAt ?? 0;

    const report = await bench.deliver({}, BY_ITSELF);

    expect(report).toMatchObject({ accepted: DAYS, keptBack: { waiting: 0 } });
    expect(bench.fake.batches.slice(-11)).toEqual([1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]);
    expect(await breakerOf(bench.store.read, 'tmas')).toBeNull();
    expect(bench.logged.map(({ event }) => event)).toContain('output.breaker_closed');
  });

  it('gets everything at once after a short outage too, when the first day is taken', async () => {
    const bench = await openBench(stores, LOCATIONS);
    bench.fake.answer = DOWN_ALL;
    for (let pass = 0; pass < 3; pass += 1) await bench.deliver({}, BY_ITSELF);
    bench.fake.answer = TAKES_ALL;

    const report = await bench.deliver({}, BY_ITSELF);

    // Six of them would have waited five seconds more.
    expect(report).toMatchObject({ accepted: DAYS, keptBack: { waiting: 0 } });
  });

  it('lets the days go that wait even if the process ends right after the probe', async () => {
    const bench = await openBench(stores, LOCATIONS);
    await openBreaker(bench);
    bench.now += MINUTE;
    const ending = new AbortController();
    bench.fake.answer = (days) => {
      ending.abort(new Error('ended'));
      return TAKES_ALL(days);
    };

    await bench.deliver({}, { ...BY_ITSELF, signal: ending.signal }).catch(() => undefined);
    bench.fake.answer = TAKES_ALL;
    const next = await bench.deliver({}, BY_ITSELF);

    expect(next).toMatchObject({ accepted: DAYS - 1, keptBack: { waiting: 0 } });
  });

  it('is remembered by whoever goes on after a restart', async () => {
    const bench = await openBench(stores, LOCATIONS);
    await openBreaker(bench);

    const early = await bench.deliver({}, BY_ITSELF);
    const wakesAt = await nextAttemptAt(bench.store.read, 'tmas', bench.now);

    // A service of its own each time: nothing but the store remembers.
    expect(early).toMatchObject({ accepted: 0, failed: [], keptBack: { waiting: DAYS } });
    expect(wakesAt).toBe(NOW + 5 * SECOND);
  });

  it('is tried at once when a person asks, by one day, and what that day meets decides', async () => {
    const bench = await openBench(stores, LOCATIONS);
    await openBreaker(bench);

    const failed = await bench.deliver();
    const kept = await breakerOf(bench.store.read, 'tmas');
    bench.fake.answer = TAKES_ALL;
    const taken = await bench.deliver();

    expect([failed.failed.length, failed.keptBack.waiting]).toEqual([1, DAYS - 1]);
    expect(kept).toMatchObject({ failures: 6, nextProbeAt: NOW + 30 * SECOND });
    expect(taken).toMatchObject({ accepted: DAYS, keptBack: { waiting: 0 } });
  });

  it('is tried at once when somebody has its days sent again', async () => {
    const bench = await openBench(stores, LOCATIONS);
    await openBreaker(bench);
    bench.fake.answer = TAKES_ALL;

    await bench.store.transaction(null, (session) => probeAt(session, 'tmas', NOW));

    expect(await bench.deliver({}, BY_ITSELF)).toMatchObject({ accepted: DAYS });
  });

  it('is asked again at once when the clock was set back by hours', async () => {
    const bench = await openBench(stores, LOCATIONS);
    await openBreaker(bench);
    bench.now -= 5 * HOUR;

    await bench.deliver({}, BY_ITSELF);

    expect(bench.fake.taken).toHaveLength(1);
  });

  it('names the time of the next probe, which is heeded', async () => {
    const bench = await openBench(stores, LOCATIONS);
    const retryAt = new Date(NOW + 7 * MINUTE).toISOString();
    bench.fake.answer = (days) => days.map((day) => ({ ...receipt(day, 'retry'), cause: { ...DOWN, retryAt } }));

    for (let pass = 0; pass < 5; pass += 1) await bench.deliver({}, BY_ITSELF);

    expect((await breakerOf(bench.store.read, 'tmas'))?.nextProbeAt).toBe(NOW + 7 * MINUTE);
  });

  it('is told as paused or held first, and not asked for it', async () => {
    const bench = await openBench(stores, LOCATIONS);
    await openBreaker(bench);
    bench.now += HOUR;
    const held = await bench.deliver({ hold: true }, BY_ITSELF);
    const pause = { output: 'tmas', reason: 'moving', actor: 'cli:test', at: NOW };
    await bench.store.transaction(null, (session) => pauseOutput(session, pause));

    const paused = await bench.deliver({}, BY_ITSELF);

    expect([held.held, paused.paused?.days]).toEqual([DAYS, DAYS]);
    expect(bench.fake.taken).toEqual([]);
  });

  it('has nothing counted against it once it says that it is gone', async () => {
    const bench = await openBench(stores, LOCATIONS);
    await openBreaker(bench);
    bench.now += HOUR;
    bench.fake.answer = (days) => days.map((day) => ({ ...receipt(day, 'retry'), cause: GONE }));

    const report = await bench.deliver({}, BY_ITSELF);

    expect(report.paused).toMatchObject({ actor: 'receiver', days: DAYS });
    expect(await breakerOf(bench.store.read, 'tmas')).toBeNull();
    expect(bench.logged.map(({ event }) => event)).not.toContain('output.breaker_closed');
  });
});

describeOnBothStores('an output that counts as down and is owed nothing any more', (stores) => {
  it('counts as down no longer: nothing would ever find out that it is up', async () => {
    const bench = await openBench(stores, LOCATIONS);
    await openBreaker(bench);
    bench.now += MINUTE;
    bench.fake.answer = (days) => days.map((day) => receipt(day, 'refused'));

    const report = await bench.deliver({}, BY_ITSELF);

    expect(report.dead).toHaveLength(DAYS);
    expect(await breakerOf(bench.store.read, 'tmas')).toBeNull();
    expect(bench.logged.filter(({ event }) => event === 'output.breaker_closed')).toMatchObject([
      { level: 'info', message: expect.stringContaining('Nothing waits') },
    ]);
  });

  it('but still does where the one day that is owed was the probe and is not taken', async () => {
    const bench = await openBench(stores, ['0001'], ['2026-05-13']);
    bench.fake.answer = DOWN_ALL;

    const calls = await passes(bench, 60);

    expect((await breakerOf(bench.store.read, 'tmas'))?.openedAt).not.toBeNull();
    expect(bench.logged.map(({ event }) => event)).not.toContain('output.breaker_closed');
    expect(calls).toBeGreaterThan(5);
  });

  it('but still does where a pass looked at one connection alone', async () => {
    const bench = await openBench(stores, LOCATIONS);
    await openBreaker(bench);

    await bench.deliver({}, { connections: ['another'] });

    expect(await breakerOf(bench.store.read, 'tmas')).toMatchObject({ failures: 5, openedAt: NOW });
  });
});

describeOnBothStores('one bad day among good ones', (stores) => {
  const isBad = ({ location }: LocationDay): boolean => location === '0007';
  const poisoned = (days: readonly LocationDay[]): Receipt[] =>
    days.map((day) => receipt(day, isBad(day) ? 'retry' : 'accepted'));

  async function newFigures(bench: Bench, revision: number, locations = ['0001']): Promise<void> {
    await bench.store.transaction(null, (session) => fold(session, locations, { dates: ['2026-05-13'], revision }));
  }

  it('keeps nothing of other locations back, however long its own is not taken', async () => {
    const bench = await openBench(stores, LOCATIONS);
    bench.fake.answer = poisoned;

    await passes(bench, 180);
    const tries = bench.counted['tillbridge_delivery_failures_total tmas output.unreachable'];
    const alone = await breakerOf(bench.store.read, 'tmas');
    await newFigures(bench, 2);
    const report = await bench.deliver({}, BY_ITSELF);

    expect(alone).toMatchObject({ failures: 4, locations: ['0007'], openedAt: null });
    expect(report).toMatchObject({ accepted: 1, keptBack: { waiting: 3 } });
    // Three days, each after 5 s, 30 s, 2 min and 5 min, then each quarter of an hour.
    expect(tries).toBeLessThanOrEqual(3 * (5 + 12));
  });

  it('is no outage where a few locations are bad and only they have something to send', async () => {
    const bench = await openBench(stores, LOCATIONS);
    bench.fake.answer = (days) => days.map((day) => receipt(day, day.location >= '0006' ? 'retry' : 'accepted'));

    await passes(bench, 180);
    const atNight = await breakerOf(bench.store.read, 'tmas');
    await newFigures(bench, 2, ['0001', '0002']);
    const report = await bench.deliver({}, BY_ITSELF);

    expect(atNight).toMatchObject({ failures: 4, openedAt: null });
    expect(atNight?.locations.toSorted()).toEqual(['0006', '0007']);
    expect(report.accepted).toBe(2);
  });

  it('never stands for a receiver that takes the others: the probe is a day that did not fail last', async () => {
    const bench = await openBench(stores, LOCATIONS);
    bench.fake.answer = (days) => days.map((day) => receipt(day, day.location >= '0003' ? 'retry' : 'accepted'));
    await passes(bench, 180);
    const opened = await breakerOf(bench.store.read, 'tmas');
    await newFigures(bench, 2, ['0001', '0002']);
    const since = bench.now;

    bench.now = opened?.nextProbeAt ?? 0;
    const report = await bench.deliver({}, BY_ITSELF);

    expect(opened?.openedAt).not.toBeNull();
    expect(bench.now - since).toBeLessThanOrEqual(18 * MINUTE);
    expect([report.accepted, report.failed.length]).toEqual([2, 3]);
    expect(await breakerOf(bench.store.read, 'tmas')).toMatchObject({ failures: 1, openedAt: null });
  });

  it('that the receiver refuses for good is no failure of it, and the next day probes at once', async () => {
    const bench = await openBench(stores, LOCATIONS);
    await openBreaker(bench);
    bench.now += MINUTE;
    let probes = 0;
    bench.fake.answer = (days) => days.map((day) => receipt(day, (probes += 1) === 1 ? 'refused' : 'accepted'));

    const report = await bench.deliver({}, BY_ITSELF);

    expect(report).toMatchObject({ accepted: DAYS - 1, failed: [] });
    expect(report.dead).toHaveLength(1);
    expect(await breakerOf(bench.store.read, 'tmas')).toBeNull();
  });

  it('opens the breaker of an output that serves its location alone', async () => {
    const bench = await openBench(stores, ['0007']);
    bench.fake.answer = poisoned;

    await passes(bench, 60);

    expect((await breakerOf(bench.store.read, 'tmas'))?.openedAt).not.toBeNull();
  });

  it('opens it in passes over a connection that has all of the locations, and not where another has some', async () => {
    const one = await openBench(stores, ['0007']);
    one.fake.answer = poisoned;
    for (let pass = 0; pass < 6; pass += 1) await one.deliver({}, { connections: ['acme'] });
    const many = await openBench(stores, ['0001', '0007']);
    await many.deliver({}, BY_ITSELF);
    await many.store.transaction(null, async (session) => {
      await declareConnection(session, { id: 'other', connector: 'fake', label: 'Other', active: true }, NOW);
      const moved = {
        id: '0007',
        shop: '9',
        name: null,
        region: null,
        currency: 'CAD',
        rules: '',
        from: null,
        to: null,
      };
      await declareLocations(session, 'other', [{ ...moved, status: 'operational' }]);
      await fold(session, ['0007'], { dates: ['2026-05-13'], revision: 2 });
    });
    many.fake.answer = poisoned;
    for (let pass = 0; pass < 6; pass += 1) await many.deliver({}, { connections: ['other'] });

    const [alone, among] = [await breakerOf(one.store.read, 'tmas'), await breakerOf(many.store.read, 'tmas')];

    expect(alone?.openedAt).toBe(NOW);
    expect(among).toMatchObject({ failures: 4, openedAt: null });
  });

  it('is no outage where its last day is weeks old and another has new figures each day', async () => {
    const bench = await openBench(stores, ['0001']);
    await bench.deliver({}, BY_ITSELF);
    await bench.store.transaction(null, async (session) => {
      const old = { id: '0007', shop: '1', name: null, region: null, currency: 'CAD', rules: '', from: null, to: null };
      await declareLocations(session, 'acme', [{ ...old, status: 'operational' }]);
      await saveZone(session, '0007', { from: '', timeZone: 'America/Toronto' });
      await reachBack(session, 'tmas', [{ location: '0007', firstDate: '2026-01-01' }]);
      await fold(session, ['0007'], { dates: ['2026-01-01', '2026-01-02'], revision: 1 });
    });
    bench.fake.answer = poisoned;

    await passes(bench, 60);

    expect(await breakerOf(bench.store.read, 'tmas')).toMatchObject({ failures: 4, openedAt: null });
  });

  it('opens it too where the others were never read, or not for weeks', async () => {
    const bench = await openBench(stores, ['0007']);
    await bench.store.transaction(null, async (session) => {
      const rest = { shop: '1', name: null, region: null, currency: 'CAD', rules: '', from: null, to: null };
      const others = ['0001', '0002'].map((id) => ({ ...rest, id, status: 'operational' as const }));
      await declareLocations(session, 'acme', others);
      for (const { id } of others) await saveZone(session, id, { from: '', timeZone: 'America/Toronto' });
      await reachBack(session, 'tmas', [{ location: '0002', firstDate: '2026-01-01' }]);
      await fold(session, ['0002'], { dates: ['2026-01-01'], revision: 1 });
    });
    bench.fake.answer = (days) => days.map((day) => receipt(day, day.location === '0002' ? 'accepted' : 'retry'));

    await passes(bench, 60);

    expect((await breakerOf(bench.store.read, 'tmas'))?.openedAt).not.toBeNull();
  });
});
