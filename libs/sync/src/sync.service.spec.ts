import { expect, it } from '@jest/globals';
import { DEFAULT_TALLY_RULES } from '@tillbridge/domain';
import { sayCause } from '@tillbridge/plugin-kit';
import { quarantineCount } from '@tillbridge/store';
import { describeOnBothStores } from '../../../test/support/stores.ts';
import { aShop, saleAt } from './testing/fake-pos.js';
import { aBench, aLocation, NOON, type SyncBench, WINDOW } from './testing/sync-bench.js';

describeOnBothStores('reading a window', (stores) => {
  const inQuarantine = ({ store }: SyncBench): Promise<number> => quarantineCount(store.read, 'acme');

  it('sets a record that cannot be read apart, and the rest goes on', async () => {
    const bench = await aBench(stores);
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
    const bench = await aBench(stores);
    bench.pos.sales.set('2', saleAt('2', NOON));
    bench.pos.unreadable.add('2');
    await bench.run();
    bench.pos.unreadable.clear();

    await bench.run();

    expect(await inQuarantine(bench)).toBe(0);
    expect(await bench.ledger()).toHaveLength(1);
  });

  it('keeps what it knows of a record that became unreadable, and lets it out unchanged', async () => {
    const bench = await aBench(stores);
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
    const bench = await aBench(stores);
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
    const bench = await aBench(stores);
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

  it('raises a day by the rules that it was folded by, not by those of today', async () => {
    const bench = await aBench(stores);
    const half = { from: '2026-05-13T04:00:00Z', to: '2026-05-13T16:00:00Z', acceptVanished: false };
    await bench.run({ request: half });
    await bench.fold({ ...DEFAULT_TALLY_RULES, grain: 30 });

    await bench.run({ request: { ...half, to: '2026-05-13T16:30:00Z' } });

    const [day] = await bench.days();
    expect(day?.ledgerVersion).not.toBe(day?.foldedVersion);
  });

  it('does not raise a day for a part of an hour', async () => {
    const bench = await aBench(stores);
    const half = { from: '2026-05-13T04:00:00Z', to: '2026-05-13T16:00:00Z', acceptVanished: false };
    await bench.run({ request: half });
    await bench.fold();

    await bench.run({ request: { ...half, to: '2026-05-13T16:30:00Z' } });

    const [day] = await bench.days();
    expect(day?.ledgerVersion).toBe(day?.foldedVersion);
  });

  it('tells each shop of which records are answered for but no longer listed, once', async () => {
    const bench = await aBench(stores);
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
    const bench = await aBench(stores);
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
