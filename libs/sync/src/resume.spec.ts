import { expect, it } from '@jest/globals';
import { covers, DAY, DEFAULT_TALLY_RULES, HOUR } from '@tillbridge/domain';
import { CauseError } from '@tillbridge/plugin-kit';
import { coverageOf, insertJob, startJob } from '@tillbridge/store';
import { describeOnBothStores } from '../../../test/support/stores.ts';
import { aShop, saleAt } from './testing/fake-pos.js';
import { aBench, aLocation, NOON, NOW, type SyncBench } from './testing/sync-bench.js';

const TRAILING = { request: { from: null, to: null, acceptVanished: false } };

describeOnBothStores('reading that breaks off or gives way', (stores) => {
  it('stops between two slices when it may not read on, keeps what it has, and goes on with the rest', async () => {
    const bench = await aBench(stores);
    bench.pos.sales.set('1', saleAt('1', NOON));
    bench.pos.sales.set('2', saleAt('2', '2026-05-14T16:00:00Z'));
    // Four slices of shifts, then sales: the newest day first, since nothing was read before.
    const asked = [true, true, true, true, true, true, false];
    const asOf = NOW - HOUR;

    const stopped = await bench.begin({
      jobId: 'long',
      asOf,
      mayReadOn: () => Promise.resolve(asked.shift() ?? true),
    });
    const kept = await bench.ids();
    const report = await bench.run({ jobId: 'long', asOf });

    expect([stopped.isCutShort, kept]).toEqual([true, ['2']]);
    expect(stopped.report.streams).toMatchObject([
      { stream: 'sales', read: 1, complete: false },
      { stream: 'shifts', complete: true },
    ]);
    expect(report.streams).toMatchObject([
      { stream: 'sales', read: 1, complete: true },
      { stream: 'shifts', complete: true },
    ]);
    expect(await bench.ids()).toEqual(['1', '2']);
  });

  it('goes on with the slices that are open when the job had begun before', async () => {
    const bench = await aBench(stores);
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
    const bench = await aBench(stores);
    bench.pos.sales.set('1', saleAt('1', NOON));
    await bench.run();
    bench.pos.sales.set('1', { ...saleAt('1', NOON), net: '11' });
    const asked = [true, true, false];
    const job = { jobId: 'long', asOf: bench.pos.now };
    const stopped = await bench.begin({ ...job, mayReadOn: () => Promise.resolve(asked.shift() ?? true) });

    const report = await bench.run(job);

    expect(stopped.isCutShort).toBe(true);
    expect(report.streams).toMatchObject([
      { stream: 'sales', read: 1, changed: 1 },
      { stream: 'shifts', complete: true },
    ]);
    expect((await bench.ledger()).map(({ net }) => net)).toEqual(['11']);
  });

  it('reads again what it has read when other shops are read since', async () => {
    const bench = await aBench(stores);
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
    const bench = await aBench(stores);
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
    const bench = await aBench(stores);
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

  /** A hole of days, of which a job has read the first ones and missed a record; it has not read the rest yet. */
  async function aHoleHalfRead(jobId: string): Promise<SyncBench> {
    const bench = await aBench(stores);
    bench.pos.now = Date.parse('2026-05-11T14:20:00Z');
    await bench.run(TRAILING);
    bench.pos.now = NOW;
    for (const id of ['1', '2', '3']) bench.pos.sales.set(id, saleAt(id, NOON));
    await bench.run();
    bench.pos.sales.delete('1');
    bench.pos.reads.length = 0;
    const isRead = (): boolean =>
      bench.pos.reads.some((read) => read.mode === 'span' && read.from === '2026-05-13T00:00:00Z');
    await bench.begin({ ...TRAILING, jobId, asOf: NOW, mayReadOn: () => Promise.resolve(!isRead()) });
    return bench;
  }

  it('takes back what it did not find before it gave way, though what it has read since then need not be read again', async () => {
    const bench = await aHoleHalfRead('long');

    const report = await bench.run({ ...TRAILING, jobId: 'long', asOf: NOW });

    expect(report.streams[0]).toMatchObject({ stream: 'sales', from: Date.parse('2026-05-11T14:00:00Z'), deleted: 1 });
    expect(await bench.ids()).toEqual(['2', '3']);
  });

  it('takes back what was missing to a job that was killed, when another one that asks the same is worked in its stead', async () => {
    const bench = await aHoleHalfRead('killed');
    const asked = { kind: 'import', connectionId: 'acme', request: '{}', requestedBy: 'test', requestedAt: NOW };
    for (const id of ['killed', 'next']) {
      await bench.store.transaction(null, async (session) => {
        await insertJob(session, { ...asked, id });
        await startJob(session, id, NOW);
      });
    }

    const report = await bench.run({ ...TRAILING, jobId: 'next' });

    expect(report.streams[0]).toMatchObject({ stream: 'sales', from: Date.parse('2026-05-11T14:00:00Z'), deleted: 1 });
    expect(await bench.ids()).toEqual(['2', '3']);
  });

  it('reads no further than the POS has come by now where its clock was ahead before it gave way', async () => {
    const bench = await aBench(stores);
    const request = { from: '2026-05-15T10:00:00Z', to: '2026-05-15T20:00:00Z', acceptVanished: false };
    bench.pos.now = NOW + 2 * HOUR;
    const asked = [true, false];
    const job = { request, jobId: 'long', asOf: bench.pos.now };
    await bench.begin({ ...job, mayReadOn: () => Promise.resolve(asked.shift() ?? true) });
    bench.pos.now = NOW;

    const report = await bench.run(job);

    expect(report.streams.map(({ to }) => to)).toEqual([NOW, NOW]);
    const part = { connectionId: 'acme', stream: 'sales' as const, shops: ['1'], from: NOW - DAY, to: NOW + DAY };
    expect((await coverageOf(bench.store.read, part)).get('1')).toMatchObject([{ to: NOW, asOf: NOW }]);
  });

  it('reads anew what it has read by a clock of the POS that was ahead: hours of it had not come', async () => {
    const bench = await aBench(stores);
    const asked = { kind: 'import', connectionId: 'acme', request: '{}', requestedBy: 'test', requestedAt: NOW };
    await bench.store.transaction(null, (session) => insertJob(session, { ...asked, id: 'long' }));
    const job = { ...TRAILING, jobId: 'long', asOf: NOW + DAY };
    bench.pos.now = NOW + DAY;
    const isToday = (): boolean =>
      bench.pos.reads.some((read) => read.mode === 'span' && read.from === '2026-05-15T00:00:00Z');
    await bench.begin({ ...job, mayReadOn: () => Promise.resolve(!isToday()) });
    bench.pos.now = NOW + HOUR;
    bench.pos.sales.set('1', saleAt('1', '2026-05-15T14:50:00Z'));
    // Another job is the first that finds the clock to be right.
    const recent = { ...TRAILING.request, from: '2026-05-01', to: '2026-05-02' };
    await bench.run({ request: recent });

    await bench.run(job);

    expect(await bench.ids()).toEqual(['1']);
  });

  it('tells what the slices have shown that it leaves out when it goes on, and that alone stands for good', async () => {
    const bench = await aBench(stores);
    for (const id of ['1', '2']) bench.pos.sales.set(id, saleAt(id, id === '1' ? NOON : '2026-05-14T16:00:00Z'));
    await bench.run();
    const isRead = (): boolean => bench.pos.reads.length === 2;
    const listed = bench.pos.readSales.bind(bench.pos);
    bench.pos.readSales = async function* read(request) {
      if (isRead()) throw new CauseError({ code: 'upstream.unavailable', message: 'down' });
      for await (const batch of listed(request)) yield { ...batch, records: [] };
    };
    bench.pos.reads.length = 0;

    const broken = await bench.begin();
    bench.pos.reads.length = 0;
    const stopped = await bench.begin({ mayReadOn: () => Promise.resolve(!isRead()) });

    const unlisted = { code: 'records.vanished', stream: 'sales', shop: '1' };
    expect(broken).toMatchObject({ findings: [unlisted], isCutShort: false });
    expect(broken.report.causes).toMatchObject([unlisted, { code: 'upstream.unavailable' }]);
    expect(stopped).toMatchObject({ findings: [unlisted], isCutShort: true, report: { causes: [unlisted] } });
  });
});
