import { expect, it } from '@jest/globals';
import { covers, DAY, DEFAULT_TALLY_RULES, HOUR, type TallyRules } from '@tillbridge/domain';
import { type Meters, NO_METERS } from '@tillbridge/observability';
import { sayCause } from '@tillbridge/plugin-kit';
import type { ConnectionSettings, LocationSettings } from '@tillbridge/settings';
import {
  coverageOf,
  daysBetween,
  type Lease,
  type LocationDayRow,
  quarantineCount,
  salesBetween,
  saveFoldedDays,
  type Store,
  takeLease,
} from '@tillbridge/store';
import { describeOnBothStores } from '../../../test/support/stores.ts';
import { SyncService } from './sync.service.js';
import type { SyncReport, SyncWork } from './sync-work.js';
import { aShop, FakePos, saleAt } from './testing/fake-pos.js';
import { READING } from './testing/reading.js';

const NOW = Date.parse('2026-05-15T14:20:00Z');
const WINDOW = { from: '2026-05-13', to: '2026-05-14', acceptVanished: false };
const NOON = '2026-05-13T16:00:00Z';

function aLocation(changed: Partial<LocationSettings> = {}): LocationSettings {
  return {
    posId: '1',
    locationId: '0001',
    status: 'operational',
    name: null,
    region: null,
    timeZone: null,
    currency: null,
    from: null,
    to: null,
    tallies: {},
    ...changed,
  };
}

function aConnection(locations: readonly LocationSettings[]): ConnectionSettings {
  return {
    id: 'acme',
    label: 'Acme',
    connector: 'fake',
    active: true,
    settings: {},
    schedule: { type: 'hourly', startTime: '00:02' },
    locations,
    tallies: {},
  };
}

class Bench {
  readonly pos = new FakePos(NOW);
  readonly counted = new Map<string, number>();
  rules: TallyRules = { ...DEFAULT_TALLY_RULES };
  locations: LocationSettings[] = [aLocation()];
  /** Each run is one of its own, unless a spec names it. */
  private jobs = 0;

  constructor(
    readonly store: Store,
    readonly lease: Lease,
  ) {}

  async run(changed: Partial<SyncWork> = {}): Promise<SyncReport> {
    const report = await this.begin(changed);
    if (report === null) throw new Error('it stopped before its end');
    return report;
  }

  begin(changed: Partial<SyncWork> = {}): Promise<SyncReport | null> {
    const add: Meters['add'] = ({ name }, { stream = '' }, by = 1) => void this.counted.set(`${name} ${stream}`, by);
    this.jobs += 1;
    return new SyncService(this.store, this.pos, { now: () => this.pos.now }, { ...NO_METERS, add }).run({
      jobId: `j${this.jobs}`,
      connection: aConnection(this.locations),
      request: WINDOW,
      lease: this.lease,
      reading: READING,
      rulesOf: () => this.rules,
      asOf: null,
      onStart: () => Promise.resolve(),
      onProgress: () => undefined,
      signal: new AbortController().signal,
      ...changed,
    });
  }

  async days(): Promise<LocationDayRow[]> {
    return daysBetween(this.store.read, { from: '2026-05-13', to: '2026-05-14' });
  }

  /** Marks every day as folded, by the rules given. */
  async fold(rules: TallyRules = this.rules): Promise<void> {
    const days = await daysBetween(this.store.read, { from: '0000-01-01', to: '9999-12-31' });
    await this.store.transaction(null, (session) =>
      saveFoldedDays(
        session,
        days.map((day) => ({ ...day, foldedVersion: day.ledgerVersion, rules: JSON.stringify(rules) })),
      ),
    );
  }

  ledger() {
    const part = { connectionId: 'acme', shops: ['1', '2'], from: NOW - 40 * DAY, to: NOW + DAY };
    return salesBetween(this.store.read, part);
  }
}

describeOnBothStores('reading a window', (stores) => {
  async function aBench(): Promise<Bench> {
    const store = await stores.open();
    const lease = await store.transaction(null, (session) =>
      takeLease(session, { scope: 'connection:acme', owner: 'test', milliseconds: 600_000 }),
    );
    if (lease === null) throw new Error('the lease is not free');
    return new Bench(store, lease);
  }

  const idsOf = async (bench: Bench): Promise<string[]> => (await bench.ledger()).map(({ id }) => id).toSorted();

  const inQuarantine = ({ store }: Bench): Promise<number> => quarantineCount(store.read, 'acme');

  it('stops between two slices when it may not read on, keeps what it has, and goes on with the rest', async () => {
    const bench = await aBench();
    bench.pos.sales.set('1', saleAt('1', NOON));
    bench.pos.sales.set('2', saleAt('2', '2026-05-14T16:00:00Z'));
    // Four slices of shifts, then sales: the newest day first, since nothing was read before.
    const asked = [true, true, true, true, true, true, false];
    const asOf = NOW - HOUR;

    const cut: unknown[] = [];

    const stopped = await bench.begin({
      jobId: 'long',
      asOf,
      mayReadOn: () => Promise.resolve(asked.shift() ?? true),
      onCutShort: (streams) => cut.push(...streams),
    });
    const kept = await idsOf(bench);
    const report = await bench.run({ jobId: 'long', asOf });

    expect([stopped, kept]).toEqual([null, ['2']]);
    expect(cut).toMatchObject([
      { stream: 'sales', read: 1, complete: false },
      { stream: 'shifts', complete: true },
    ]);
    expect(report.streams).toMatchObject([
      { stream: 'sales', read: 1, complete: true },
      { stream: 'shifts', complete: true },
    ]);
    expect(await idsOf(bench)).toEqual(['1', '2']);
  });

  it('sets a record that cannot be read apart, and the rest goes on', async () => {
    const bench = await aBench();
    for (const id of ['1', '2', '3']) bench.pos.sales.set(id, saleAt(id, NOON));
    bench.pos.unreadable.add('2');

    const report = await bench.run();

    expect(report.causes).toEqual([]);
    expect(report.streams[0]).toMatchObject({ read: 2, changed: 2, quarantined: 1, complete: true });
    expect(await inQuarantine(bench)).toBe(1);
    expect(bench.counted.get('tillbridge_pos_records_total sales')).toBe(2);
    expect(bench.counted.get('tillbridge_pos_records_quarantined_total sales')).toBe(1);
    expect((await bench.ledger()).map(({ id }) => id).toSorted()).toEqual(['1', '3']);
  });

  it('lets it out of quarantine once it can be read', async () => {
    const bench = await aBench();
    bench.pos.sales.set('2', saleAt('2', NOON));
    bench.pos.unreadable.add('2');
    await bench.run();
    bench.pos.unreadable.clear();

    await bench.run();

    expect(await inQuarantine(bench)).toBe(0);
    expect(await bench.ledger()).toHaveLength(1);
  });

  it('keeps what it knows of a record that became unreadable, and lets it out unchanged', async () => {
    const bench = await aBench();
    bench.pos.sales.set('2', saleAt('2', NOON));
    await bench.run();
    await bench.fold();
    bench.pos.unreadable.add('2');

    const unreadable = await bench.run();
    const [known, apart] = [await bench.ledger(), await inQuarantine(bench)];
    bench.pos.unreadable.clear();
    await bench.run();

    expect(unreadable.streams[0]).toMatchObject({ deleted: 0, quarantined: 1 });
    expect([known.length, apart]).toEqual([1, 1]);
    expect(await inQuarantine(bench)).toBe(0);
    expect((await bench.days()).every((day) => day.ledgerVersion === day.foldedVersion)).toBe(true);
  });

  it('does not take back a record that was missing to a run which broke off, and is there again, unreadable', async () => {
    const bench = await aBench();
    for (const id of ['1', '2']) bench.pos.sales.set(id, saleAt(id, '2026-05-14T16:00:00Z'));
    await bench.run();
    bench.pos.sales.delete('2');
    let slices = 0; // the newest day first
    bench.pos.beforeBatch = () => {
      slices += 1;
      if (slices === 3) throw new Error('killed');
    };
    await expect(bench.run()).rejects.toThrow('killed');
    bench.pos.beforeBatch = () => undefined;
    bench.pos.sales.set('2', saleAt('2', '2026-05-14T16:00:00Z'));
    bench.pos.unreadable.add('2');

    const report = await bench.run();

    expect(report.streams[0]).toMatchObject({ deleted: 0, quarantined: 1 });
    expect(await bench.ledger()).toHaveLength(2);
  });

  it('gives figures to a location whose zone becomes known only after its sales were read', async () => {
    const bench = await aBench();
    bench.pos.shops = [aShop('1', { timeZone: null })];
    bench.pos.sales.set('1', saleAt('1', NOON));
    const without = await bench.run();
    const before = await bench.days();
    bench.locations = [aLocation({ timeZone: 'America/Toronto' })];

    const report = await bench.run({ request: { ...WINDOW, from: '2026-05-14' } });

    expect(without.problems.map(({ code }) => code)).toEqual(['sync.zone_unknown']);
    expect(before).toEqual([]);
    expect(report.problems).toEqual([]);
    expect((await bench.days()).map(({ date }) => date)).toEqual(['2026-05-13', '2026-05-14']);
  });

  it('goes on with the slices that are open when the job had begun before', async () => {
    const bench = await aBench();
    bench.pos.sales.set('1', saleAt('1', NOON));
    let batches = 0;
    bench.pos.beforeBatch = () => {
      batches += 1;
      if (batches === 3) throw new Error('killed');
    };
    const started: number[] = [];
    const onStart = (asOf: number): Promise<void> => Promise.resolve(void started.push(asOf));
    await expect(bench.run({ jobId: 'killed', onStart })).rejects.toThrow('killed');
    bench.pos.beforeBatch = () => undefined;
    bench.pos.reads.length = 0;

    const report = await bench.run({ jobId: 'killed', asOf: started[0] ?? null });

    expect(report.streams.map(({ complete }) => complete)).toEqual([true, true]);
    expect(bench.pos.reads.map((read) => (read.mode === 'span' ? read.from : ''))).toEqual(['2026-05-13T04:00:00Z']);
  });

  it('reads a slice that another job has read at the same instant of the POS, since it may have changed between them', async () => {
    const bench = await aBench();
    bench.pos.sales.set('1', saleAt('1', NOON));
    await bench.run();
    bench.pos.sales.set('1', { ...saleAt('1', NOON), net: '11' });
    const asked = [true, true, false];
    const job = { jobId: 'long', asOf: bench.pos.now };
    const stopped = await bench.begin({ ...job, mayReadOn: () => Promise.resolve(asked.shift() ?? true) });

    const report = await bench.run(job);

    expect(stopped).toBeNull();
    expect(report.streams).toMatchObject([
      { stream: 'sales', read: 1, changed: 1 },
      { stream: 'shifts', complete: true },
    ]);
    expect((await bench.ledger()).map(({ net }) => net)).toEqual(['11']);
  });

  it('reads again what it has read when other shops are read since', async () => {
    const bench = await aBench();
    let slices = 0;
    bench.pos.beforeBatch = () => {
      slices += 1;
      if (slices === 3) throw new Error('killed');
    };
    await expect(bench.run({ jobId: 'killed' })).rejects.toThrow('killed');
    bench.pos.beforeBatch = () => undefined;
    bench.pos.shops = [aShop('1'), aShop('2')];
    bench.locations = [aLocation(), aLocation({ posId: '2', locationId: '0002' })];
    const before = bench.pos.reads.splice(0);

    await bench.run({ jobId: 'killed', asOf: bench.pos.now });

    expect(bench.pos.reads).toHaveLength(3);
    expect(bench.pos.reads).toEqual(expect.arrayContaining(before.map((read) => ({ ...read, shops: ['1', '2'] }))));
  });

  it('has read the shifts of whatever sales it has read when it breaks off', async () => {
    const bench = await aBench();
    bench.pos.sales.set('1', saleAt('1', NOON));
    let slices = 0;
    bench.pos.beforeBatch = () => {
      slices += 1;
      if (slices === 2) throw new Error('killed');
    };

    await expect(bench.run()).rejects.toThrow('killed');

    const part = { connectionId: 'acme', shops: ['1'], from: NOW - 7 * DAY, to: NOW };
    const sales = (await coverageOf(bench.store.read, { ...part, stream: 'sales' })).get('1') ?? [];
    const shifts = (await coverageOf(bench.store.read, { ...part, stream: 'shifts' })).get('1') ?? [];
    expect(sales).toHaveLength(1);
    expect(sales.every(({ from, to }) => covers(shifts, { from: from - DEFAULT_TALLY_RULES.maxShift, to }, to))).toBe(
      true,
    );
  });

  it('keeps the records of a slice that was interrupted, and says of nothing that it was read', async () => {
    const bench = await aBench();
    bench.pos.batchSize = 1;
    for (let id = 0; id < 25; id++) bench.pos.sales.set(String(id), saleAt(String(id), NOON));
    bench.pos.beforeBatch = (batch) => {
      if (batch === 22) throw new Error('killed');
    };

    await expect(bench.run()).rejects.toThrow('killed');

    const noon = { from: Date.parse(NOON), to: Date.parse(NOON) + 1 };
    const part = { connectionId: 'acme', stream: 'sales' as const, shops: ['1'], ...noon };
    expect(await bench.ledger()).toHaveLength(20);
    expect((await coverageOf(bench.store.read, part)).size).toBe(0);
  });

  it('raises a day by the rules that it was folded by, not by those of today', async () => {
    const bench = await aBench();
    const half = { from: '2026-05-13T04:00:00Z', to: '2026-05-13T16:00:00Z', acceptVanished: false };
    await bench.run({ request: half });
    await bench.fold({ ...DEFAULT_TALLY_RULES, grain: 30 });

    await bench.run({ request: { ...half, to: '2026-05-13T16:30:00Z' } });

    const [day] = await bench.days();
    expect(day?.ledgerVersion).not.toBe(day?.foldedVersion);
  });

  it('does not raise a day for a part of an hour', async () => {
    const bench = await aBench();
    const half = { from: '2026-05-13T04:00:00Z', to: '2026-05-13T16:00:00Z', acceptVanished: false };
    await bench.run({ request: half });
    await bench.fold();

    await bench.run({ request: { ...half, to: '2026-05-13T16:30:00Z' } });

    const [day] = await bench.days();
    expect(day?.ledgerVersion).toBe(day?.foldedVersion);
  });

  it('tells each shop of which records are answered for but no longer listed, once', async () => {
    const bench = await aBench();
    for (const id of ['1', '2']) bench.pos.sales.set(id, saleAt(id, id === '1' ? NOON : '2026-05-14T16:00:00Z'));
    await bench.run();
    bench.pos.readSales = async function* read() {
      await Promise.resolve();
      yield { records: [], quarantined: [], done: true };
    };

    const report = await bench.run();

    expect(report.causes).toMatchObject([{ code: 'records.vanished', stream: 'sales', shop: '1' }]);
    expect(await bench.ledger()).toHaveLength(2);
  });

  it('advises to accept a deletion only where records are missing, not where they are merely unlisted', async () => {
    const bench = await aBench();
    for (const id of ['1', '2']) bench.pos.sales.set(id, saleAt(id, NOON));
    await bench.run();
    const listed = bench.pos.readSales;
    bench.pos.readSales = async function* read() {
      await Promise.resolve();
      yield { records: [], quarantined: [], done: true };
    };

    const unlisted = await bench.run();
    bench.pos.readSales = listed;
    bench.pos.sales.clear();
    const missing = await bench.run();

    expect(unlisted.causes.map((cause) => sayCause(cause).what)).toEqual([expect.stringContaining('(1, 2)')]);
    expect(unlisted.causes.map((cause) => sayCause(cause).fix).join()).not.toContain('--accept-vanished');
    expect(missing.causes.map((cause) => sayCause(cause).fix)).toEqual([expect.stringContaining('--accept-vanished')]);
  });
});
