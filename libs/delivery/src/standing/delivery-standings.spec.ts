import { expect, it } from '@jest/globals';
import { addDays, DAY, DEFAULT_TALLY_RULES, HOUR, type TallyRules } from '@tillbridge/domain';
import type { Output, OutputManifest } from '@tillbridge/plugin-kit';
import {
  acknowledge,
  type Acknowledgement,
  addStatusChange,
  declareConnection,
  declareLocations,
  declareMapping,
  pauseOutput,
  raiseLedgerVersions,
  reachBack,
  saveCells,
  saveFailures,
  saveFoldedDays,
  saveZone,
  type Session,
  type Store,
  writeCoverage,
} from '@tillbridge/store';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { type OutputInstance, shapingHash } from '../output-instance.js';
import { cellsOfDay } from '../testing/day.js';
import { StandingsReader } from './delivery-standings.js';
import { deliverySources } from './sources.js';

const NOW = Date.parse('2026-05-14T16:00:00Z');
const FIRST = '2026-05-12';
const MIDNIGHT = Date.parse('2026-05-12T04:00:00Z');

function anOutput(id: string, hold = false): OutputInstance {
  const output = { shapingSettings: () => ({}) } as unknown as Output;
  return { id, kind: 'fake', output, manifest: {} as OutputManifest, settings: {}, since: 7 * DAY, hold };
}

const HASH = shapingHash(anOutput('tmas'));

class Scene {
  readonly store: Store;

  constructor(store: Store) {
    this.store = store;
  }

  write<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.store.transaction(null, work);
  }

  async locations(ids: readonly string[], rules: Partial<TallyRules> = {}): Promise<void> {
    const own = JSON.stringify({ ...DEFAULT_TALLY_RULES, ...rules });
    await this.write(async (session) => {
      await declareConnection(session, { id: 'acme', connector: 'fake', label: 'Acme', active: true }, NOW);
      const rest = { name: null, region: null, currency: 'CAD', status: 'operational' as const, from: null, to: null };
      const declared = ids.map((id) => ({ ...rest, id, shop: id, rules: own }));
      await declareLocations(session, 'acme', declared);
      const mapping = ids.map((id) => ({ shop: id, location: id, from: '', to: '' }));
      await declareMapping(session, 'acme', mapping);
      for (const id of ids) await saveZone(session, id, { from: '', timeZone: 'America/Toronto' });
    });
  }

  /** Folded days with a cell for each hour, within the reach of the outputs. */
  async days(dates: readonly string[], outputs: readonly string[], ids: readonly string[] = ['0001'], revision = 1) {
    const keys = ids.flatMap((location) => dates.map((date) => ({ location, date })));
    await this.write(async (session) => {
      await raiseLedgerVersions(
        session,
        keys.map((key) => ({ ...key, trigger: 'sale.new' as const })),
      );
      const rest = { foldedVersion: revision, rules: '{}', timeZone: 'America/Toronto', notes: '' };
      await saveFoldedDays(
        session,
        keys.map((key) => ({ ...key, ...rest, revision })),
      );
      const reach = ids.map((location) => ({ location, firstDate: FIRST }));
      for (const output of outputs) await reachBack(session, output, reach);
    });
  }

  async acked(dates: readonly string[], changed: Partial<Acknowledgement> = {}): Promise<void> {
    const acks = dates.map((date) => {
      const ackedTo = MIDNIGHT + (Date.parse(date) - Date.parse(FIRST)) + DAY;
      const rest = { location: '0001', hash: HASH, reference: null, resendMark: 0 };
      return { ...rest, date, revision: 1, ackedTo, ...changed };
    });
    await this.write((session) => acknowledge(session, 'tmas', acks, NOW));
  }

  async deliveredTo(): Promise<string | null> {
    const reader = new StandingsReader({ store: this.store, clock: { now: () => NOW }, outputs: [anOutput('tmas')] });
    const { deliveries } = await reader.read();
    const at = deliveries.find(({ location }) => location.id === '0001')?.deliveredTo ?? null;
    return at === null ? null : new Date(at).toISOString();
  }

  /** The series of both sources, without the prefix. */
  async series(outputs: readonly OutputInstance[] = [anOutput('tmas')]): Promise<string[]> {
    const series: string[] = [];
    const reader = new StandingsReader({ store: this.store, clock: { now: () => NOW }, outputs });
    const set = ({ name }: { name: string }, labels: Readonly<Record<string, string>>, value: number) =>
      void series.push(`${name.replace('tillbridge_', '')} ${Object.values(labels).join(' ')} ${value}`);
    for (const source of Object.values(deliverySources(reader))) await source.collect({ set });
    return series;
  }
}

describeOnBothStores('an output has a location up to', (stores) => {
  async function aScene(): Promise<Scene> {
    const scene = new Scene(await stores.open());
    await scene.locations(['0001']);
    await scene.days([FIRST, '2026-05-13', '2026-05-14'], ['tmas']);
    return scene;
  }

  it('the end of the last hour that it took', async () => {
    const scene = await aScene();
    await scene.acked([FIRST, '2026-05-13']);
    await scene.acked(['2026-05-14'], { ackedTo: NOW - HOUR });

    expect(await scene.deliveredTo()).toBe('2026-05-14T15:00:00.000Z');
  });

  it('the same while a correction of an old day is under way', async () => {
    const scene = await aScene();
    await scene.acked([FIRST, '2026-05-13', '2026-05-14']);
    await scene.days([FIRST], ['tmas'], ['0001'], 2);

    expect(await scene.deliveredTo()).toBe('2026-05-15T04:00:00.000Z');
    expect(await scene.series()).toContain('delivery_queue_items tmas 1');
  });

  it('the first day that it never took, whatever it took after it', async () => {
    const scene = await aScene();
    await scene.acked([FIRST, '2026-05-14']);

    expect(await scene.deliveredTo()).toBe('2026-05-13T04:00:00.000Z');
  });

  it('the beginning of the first day within its reach while it took nothing', async () => {
    const scene = await aScene();

    expect(await scene.deliveredTo()).toBe('2026-05-12T04:00:00.000Z');
  });

  it('what came after a day that stays away on purpose', async () => {
    const scene = await aScene();
    await scene.acked([FIRST, '2026-05-14']);
    const change = { location: '0001', reason: '', actor: 'test', at: NOW };
    await scene.write(async (session) => {
      const closed = { status: 'closed' as const, effectiveDate: '2026-05-13', deliverMissed: null };
      await addStatusChange(session, { ...change, ...closed, id: 'a' });
      const again = { status: 'operational' as const, effectiveDate: '2026-05-14', deliverMissed: false };
      await addStatusChange(session, { ...change, ...again, id: 'b' });
    });

    expect(await scene.deliveredTo()).toBe('2026-05-15T04:00:00.000Z');
  });

  it('the end of the days that stay away on purpose, while the first day after them has no hour yet', async () => {
    const scene = new Scene(await stores.open());
    await scene.locations(['0001']);
    await scene.days([FIRST, '2026-05-13'], ['tmas']);
    await scene.acked([FIRST]);
    await scene.acked(['2026-05-13'], { ackedTo: MIDNIGHT + DAY + 10 * HOUR });
    const change = { location: '0001', reason: '', actor: 'test', at: NOW };
    await scene.write(async (session) => {
      const closed = { status: 'closed' as const, effectiveDate: '2026-05-13', deliverMissed: null };
      await addStatusChange(session, { ...change, ...closed, id: 'a' });
      const again = { status: 'operational' as const, effectiveDate: '2026-05-14', deliverMissed: false };
      await addStatusChange(session, { ...change, ...again, id: 'b' });
    });

    expect(await scene.deliveredTo()).toBe('2026-05-14T04:00:00.000Z');
  });

  it('the first day that goes out of a location that was pending from the beginning', async () => {
    const scene = await aScene();
    const change = { location: '0001', reason: '', actor: 'test', at: NOW };
    await scene.write(async (session) => {
      const pending = { status: 'pending_setup' as const, effectiveDate: '', deliverMissed: null };
      await addStatusChange(session, { ...change, ...pending, id: 'a' });
      const ready = { status: 'operational' as const, effectiveDate: '2026-05-14', deliverMissed: false };
      await addStatusChange(session, { ...change, ...ready, id: 'b' });
    });

    expect(await scene.deliveredTo()).toBe('2026-05-14T04:00:00.000Z');
  });

  it('what was read, where a quiet hour gets no cell and nothing is behind', async () => {
    const scene = await aScene();
    await scene.locations(['0001'], { zeroRows: 'none' });
    await scene.acked([FIRST, '2026-05-13']);
    await scene.acked(['2026-05-14'], { ackedTo: NOW - 9 * HOUR });
    const part = { connectionId: 'acme', stream: 'sales' as const, shops: ['0001'] };
    const covered = { from: NOW - 8 * DAY, to: NOW - HOUR / 2 };
    await scene.write((session) => writeCoverage(session, { ...part, ...covered }, NOW));

    expect(await scene.deliveredTo()).toBe('2026-05-14T15:00:00.000Z');
  });
});

describeOnBothStores('the gauges of deliveries', (stores) => {
  it('are read anew after the clock was set back', async () => {
    const scene = new Scene(await stores.open());
    await scene.locations(['0001']);
    let now = NOW;
    const reader = new StandingsReader({ store: scene.store, clock: { now: () => now }, outputs: [anOutput('tmas')] });
    const before = await reader.read();
    await scene.days([FIRST], ['tmas']);

    now -= DAY;
    const after = await reader.read();

    expect([before.deliveries.length, after.deliveries.length]).toEqual([0, 1]);
  });

  it('tell what waits, what is dead, and since when', async () => {
    const scene = new Scene(await stores.open());
    await scene.locations(['0001']);
    await scene.days([FIRST, '2026-05-13'], ['tmas']);
    await scene.write(async (session) => {
      const figures = { before: null, after: '{}', trigger: 'sale.new' };
      const [cell] = cellsOfDay('2026-05-13');
      if (cell === undefined) throw new Error('a day has cells');
      const revision = { location: '0001', date: '2026-05-13', start: cell.start, revision: 1, ...figures };
      await saveCells(session, [], [revision], NOW - 2 * HOUR);
      const dead = { location: '0001', date: FIRST, revision: 1, cause: '{}', dead: true, nextAttemptAt: null };
      await saveFailures(session, 'tmas', [{ ...dead, resendMark: 0 }]);
    });

    expect(await scene.series()).toEqual([
      'delivery_queue_items tmas 1',
      'delivery_held_items tmas 0',
      'delivery_dead_items tmas 1',
      'output_paused tmas 0',
      `delivery_queue_oldest_timestamp_seconds tmas ${(NOW - 2 * HOUR) / 1000}`,
      'location_operational 0001 1',
      `delivered_watermark_timestamp_seconds 0001 tmas ${MIDNIGHT / 1000}`,
    ]);
  });

  it('tell of no dead day of a location that a person has closed', async () => {
    const scene = new Scene(await stores.open());
    await scene.locations(['0001']);
    await scene.days([FIRST], ['tmas']);
    const closed = { status: 'closed' as const, effectiveDate: '2026-05-13', reason: 'moved', actor: 'test', at: NOW };
    await scene.write(async (session) => {
      const dead = { location: '0001', date: FIRST, revision: 1, cause: '{}', dead: true, nextAttemptAt: null };
      await saveFailures(session, 'tmas', [{ ...dead, resendMark: 0 }]);
      await addStatusChange(session, { id: 'x', location: '0001', deliverMissed: null, ...closed });
    });

    expect(await scene.series()).toContain('delivery_dead_items tmas 0');
  });

  it('tell what is held, and what is paused', async () => {
    const scene = new Scene(await stores.open());
    await scene.locations(['0001']);
    await scene.days([FIRST], ['tmas', 'hook']);
    const pause = { output: 'hook', reason: 'gone', actor: 'receiver', at: NOW };
    await scene.write((session) => pauseOutput(session, pause));

    const series = await scene.series([anOutput('tmas', true), anOutput('hook')]);

    expect(series).toEqual(
      expect.arrayContaining([
        'delivery_held_items tmas 1',
        'delivery_queue_items tmas 0',
        'delivery_held_items hook 0',
        'delivery_queue_items hook 1',
        'output_paused tmas 0',
        'output_paused hook 1',
      ]),
    );
  });

  it('count nothing as waiting of a location that is not operational', async () => {
    const scene = new Scene(await stores.open());
    await scene.locations(['0001']);
    await scene.days([FIRST], ['tmas']);
    const change = { id: 'a', location: '0001', reason: '', actor: 'test', at: NOW, deliverMissed: null };
    await scene.write((session) =>
      addStatusChange(session, { ...change, status: 'closed', effectiveDate: '2026-05-14' }),
    );

    const series = await scene.series();

    expect(series).toContain('delivery_queue_items tmas 0');
    expect(series).toContain('location_operational 0001 0');
  });

  it.each([
    ['whose mapping was taken back', []],
    ['whose shop moved away yesterday', [{ shop: '0001', location: '0001', from: '', to: '2026-05-13' }]],
    ['whose shop comes tomorrow', [{ shop: '0001', location: '0001', from: '2026-05-15', to: '' }]],
  ])('say nothing of how far a location is, %s', async (_, mapping) => {
    const scene = new Scene(await stores.open());
    await scene.locations(['0001', '0002']);
    await scene.days([FIRST], ['tmas'], ['0001', '0002']);
    const kept = { shop: '0002', location: '0002', from: '', to: '' };
    await scene.write((session) => declareMapping(session, 'acme', [kept, ...mapping]));

    const series = await scene.series();

    expect(series.filter((each) => /^location_operational|^delivered_watermark/.test(each))).toEqual([
      'location_operational 0002 1',
      `delivered_watermark_timestamp_seconds 0002 tmas ${MIDNIGHT / 1000}`,
    ]);
    expect(series).toContain('delivery_queue_items tmas 2');
  });

  it('are read in well under a second for five hundred locations and three outputs, and let others have their turn', async () => {
    const scene = new Scene(await stores.open());
    const ids = Array.from({ length: 500 }, (_, index) => String(index + 1).padStart(4, '0'));
    const outputs = ['tmas', 'hook', 'warehouse'];
    await scene.locations(ids);
    const dates = Array.from({ length: 14 }, (_, index) => addDays(FIRST, index));
    await scene.days(dates, outputs, ids);
    const instances = outputs.map((id) => anOutput(id));
    let answered = 0;
    const probe = setInterval(() => (answered += 1), 1);
    const turns: Array<{ readonly took: number; readonly answers: number }> = [];
    let series: readonly string[] = [];

    for (let turn = 0; turn < 4; turn += 1) {
      const [begun, before] = [performance.now(), answered];
      series = await scene.series(instances);
      turns.push({ took: performance.now() - begun, answers: answered - before });
    }
    clearInterval(probe);

    // The best turn counts: somebody else may have had the processor in the others.
    expect(Math.min(...turns.map(({ took }) => took))).toBeLessThan(1000);
    expect(Math.max(...turns.map(({ answers }) => answers))).toBeGreaterThan(5);
    expect(series.filter((each) => each.startsWith('delivered_watermark'))).toHaveLength(1500);
  });
});
