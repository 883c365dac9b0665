import { expect, it } from '@jest/globals';
import { DAY } from '@tillbridge/domain';
import type { Standing } from '@tillbridge/observability';
import type { Output, OutputManifest } from '@tillbridge/plugin-kit';
import {
  addStatusChange,
  declareConnection,
  declareLocations,
  declareMapping,
  pauseOutput,
  reachBack,
  saveBreaker,
  saveFailures,
  saveZone,
  type Session,
  type Store,
} from '@tillbridge/store';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import type { OutputInstance } from '../output-instance.js';
import { fold } from '../testing/bench.js';
import { StandingsReader } from './delivery-standings.js';
import { deliveryHealth } from './health-standings.js';

const NOW = Date.parse('2026-05-14T16:00:00Z');
const DOWN = JSON.stringify({ $cause: 1, code: 'output.unreachable', message: 'no route' });

function anOutput(id: string, hold = false): OutputInstance {
  const output = { shapingSettings: () => ({}) } as unknown as Output;
  return { id, kind: 'fake', output, manifest: {} as OutputManifest, settings: {}, since: 7 * DAY, hold };
}

/** A folded day of a location that outputs reach. */
async function aDayWithin(session: Session, outputs: readonly string[]): Promise<void> {
  await declareConnection(session, { id: 'acme', connector: 'fake', label: 'Acme', active: true }, NOW);
  const rest = { shop: '1', name: null, region: null, currency: null, rules: '', from: null, to: null };
  await declareLocations(session, 'acme', [{ ...rest, id: '0001', status: 'operational' }]);
  await declareMapping(session, 'acme', [{ shop: '1', location: '0001', from: '', to: '' }]);
  await saveZone(session, '0001', { from: '', timeZone: 'America/Toronto' });
  await fold(session, ['0001'], { dates: ['2026-05-14'], revision: 1 });
  for (const output of outputs) await reachBack(session, output, [{ location: '0001', firstDate: '2026-05-01' }]);
}

async function standings(store: Store, name: string, now = NOW): Promise<readonly Standing[]> {
  const outputs = [
    anOutput('dead'),
    anOutput('down'),
    anOutput('held', true),
    anOutput('hook'),
    anOutput('late'),
    anOutput('well'),
  ];
  const reader = new StandingsReader({ store, clock: { now: () => now }, outputs });
  const source = deliveryHealth(store, reader).find((each) => each.name === name);
  return (await source?.read()) ?? [];
}

describeOnBothStores('the standing of deliveries', (stores) => {
  it('says of each output why nothing goes, since when, and when it is tried again', async () => {
    const store = await stores.open();
    const day = { location: '0001', date: '2026-05-14', revision: 1, cause: DOWN, resendMark: 0 };
    await store.transaction(null, async (session) => {
      await aDayWithin(session, ['dead', 'down', 'hook', 'late']);
      await pauseOutput(session, { output: 'hook', reason: 'gone', actor: 'receiver', at: NOW - 5 });
      await saveFailures(session, 'down', [{ ...day, dead: false, nextAttemptAt: NOW + 5 }]);
      await saveFailures(session, 'late', [{ ...day, dead: false, nextAttemptAt: NOW + 5 }]);
      const breaker = { failures: 5, locations: ['0001'], openedAt: NOW - 7, nextProbeAt: NOW + 9, cause: DOWN };
      await saveBreaker(session, { output: 'down', ...breaker });
      await saveBreaker(session, { output: 'late', ...breaker, failures: 1, openedAt: null, nextProbeAt: null });
      await saveFailures(session, 'dead', [{ ...day, dead: true, nextAttemptAt: null }]);
    });

    expect(await standings(store, 'outputs')).toEqual([
      { id: 'dead', status: 'degraded', state: 'dead', reason: 'output.unreachable: no route' },
      {
        id: 'down',
        status: 'degraded',
        state: 'failing',
        reason: 'output.unreachable: no route',
        since: NOW - 7,
        nextTry: NOW + 9,
      },
      { id: 'held', status: 'degraded', state: 'held', reason: expect.any(String) },
      { id: 'hook', status: 'degraded', state: 'paused', reason: 'gone', since: NOW - 5 },
      {
        id: 'late',
        status: 'degraded',
        state: 'failing',
        reason: 'output.unreachable: no route',
        nextTry: NOW + 5,
      },
      { id: 'well', status: 'up', state: 'delivered' },
    ]);
  });

  it.each([
    ['is closed', { status: 'closed', effectiveDate: '2026-05-14', deliverMissed: null }],
    [
      'was closed then, and missed days stay away',
      { status: 'operational', effectiveDate: '2026-05-15', deliverMissed: false },
    ],
  ] as const)('says nothing of a day that failed where its location %s', async (_what, change) => {
    const store = await stores.open();
    const failed = { location: '0001', date: '2026-05-14', revision: 1, cause: DOWN, resendMark: 0 };
    await store.transaction(null, async (session) => {
      await aDayWithin(session, ['dead', 'down']);
      await saveFailures(session, 'down', [{ ...failed, dead: false, nextAttemptAt: NOW - 5 }]);
      await saveFailures(session, 'dead', [{ ...failed, dead: true, nextAttemptAt: null }]);
      const closed = { id: 'x', location: '0001', reason: 'flood', actor: 'test', at: NOW - 9 };
      const since = { status: 'closed' as const, effectiveDate: '2026-05-14', deliverMissed: null };
      await addStatusChange(session, { ...closed, ...since });
      await addStatusChange(session, { ...closed, ...change, id: 'y', at: NOW - 8 });
    });

    const outputs = await standings(store, 'outputs', change.status === 'closed' ? NOW : NOW + DAY);

    expect(outputs.filter(({ id }) => id === 'down' || id === 'dead')).toMatchObject([
      { status: 'up', state: 'delivered' },
      { status: 'up', state: 'delivered' },
    ]);
  });

  it('says of each location its status, and why and since when it has it', async () => {
    const store = await stores.open();
    await store.transaction(null, async (session) => {
      await declareConnection(session, { id: 'acme', connector: 'fake', label: 'Acme', active: true }, NOW);
      const rest = { shop: '1', name: null, region: null, currency: null, rules: '', from: null, to: null };
      const location = { ...rest, status: 'operational' as const };
      await declareLocations(session, 'acme', [
        { ...location, id: '0001' },
        { ...location, id: '0002' },
        { ...location, id: '0003' },
      ]);
      const mapping = ['0001', '0002'].map((id) => ({ shop: id, location: id, from: '', to: '' }));
      await declareMapping(session, 'acme', mapping);
      const change = { id: 'x', location: '0002', reason: 'flood', actor: 'test', deliverMissed: null, at: NOW - 9 };
      await saveZone(session, '0002', { from: '', timeZone: 'America/Toronto' });
      const closed = { status: 'temporarily_closed' as const, effectiveDate: '2026-05-14' };
      await addStatusChange(session, { ...change, ...closed });
    });

    expect(await standings(store, 'locations')).toEqual([
      { id: '0001', status: 'up', state: 'operational' },
      { id: '0002', status: 'up', state: 'temporarily_closed', reason: 'flood', since: NOW - 9 },
      { id: '0003', status: 'up', state: 'not_fed', reason: 'No shop feeds it today.' },
    ]);
  });
});
