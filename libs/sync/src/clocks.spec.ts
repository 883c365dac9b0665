import { expect, it } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '@tillbridge/domain';
import { coverageOf } from '@tillbridge/store';
import { describeOnBothStores } from '../../../test/support/stores.ts';
import { saleAt } from './testing/fake-pos.js';
import { aBench, NOW, type SyncBench } from './testing/sync-bench.js';

const TRAILING = { request: { from: null, to: null, acceptVanished: false } };

/** Of each stream, the end of what is said to be read, and as of when. */
async function ends({ store }: SyncBench): Promise<unknown[]> {
  const part = { connectionId: 'acme', shops: ['1'], from: NOW - DAY, to: NOW + 2 * DAY };
  const covers = await Promise.all(
    (['sales', 'shifts'] as const).map((stream) => coverageOf(store.read, { ...part, stream })),
  );
  return covers.map((byShop) => byShop.get('1')?.at(-1)).map((cover) => [cover?.to, cover?.asOf]);
}

describeOnBothStores('the clock of the POS', (stores) => {
  it('was ahead: once it is right again, hours that have not come count as read no more', async () => {
    const bench = await aBench(stores);
    bench.pos.now = NOW + DAY;
    await bench.run(TRAILING);
    await bench.fold();
    bench.pos.now = NOW;

    await bench.run(TRAILING);

    const now = [NOW, NOW];
    expect(await ends(bench)).toEqual([now, now]);
    const pending = await bench.pending();
    expect(pending.filter((date) => date > '2026-05-10')).toEqual(['2026-05-15', '2026-05-16']);
  });

  it('is behind for once, beside the clock of this machine: what was read stays read', async () => {
    const bench = await aBench(stores);
    bench.pos.sales.set('1', saleAt('1', '2026-05-15T13:30:00Z'));
    await bench.run(TRAILING);
    await bench.fold();
    bench.clock = { now: () => NOW + MINUTE };
    bench.pos.now = NOW - 2 * HOUR;

    await bench.run(TRAILING);

    const before = [NOW, NOW];
    expect(await ends(bench)).toEqual([before, before]);
    expect(await bench.pending()).not.toContain('2026-05-15');
  });

  it('stands still: what changed at that very instant is read all the same', async () => {
    const bench = await aBench(stores);
    bench.pos.sales.set('1', saleAt('1', '2026-05-15T13:30:00Z'));
    await bench.run(TRAILING);
    await bench.fold();
    bench.pos.sales.set('1', { ...saleAt('1', '2026-05-15T13:30:00Z'), net: '11' });
    bench.pos.sales.set('2', saleAt('2', '2026-05-15T13:59:59Z'));

    const report = await bench.run(TRAILING);

    expect(report.streams[0]).toMatchObject({ read: 2, changed: 2 });
    expect(await bench.pending()).toEqual(['2026-05-15']);
  });
});
