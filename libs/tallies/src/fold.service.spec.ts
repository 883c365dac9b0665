import { expect, it } from '@jest/globals';
import { DEFAULT_TALLY_RULES, type Sale } from '@tillbridge/domain';
import { type Meters, NO_METERS } from '@tillbridge/observability';
import {
  cellsOf,
  daysBetween,
  declareLocations,
  declareMapping,
  deleteSomeFigures,
  hashSale,
  type Lease,
  raiseLedgerVersions,
  saveSales,
  saveZone,
  type Store,
  takeLease,
  writeCoverage,
} from '@tillbridge/store';
import { describeOnBothStores } from '../../../test/support/stores.ts';
import { aSale } from '../../../test/support/trade.ts';
import { FoldService } from './fold.service.js';

const DAY = { location: '0001', date: '2026-05-14' };
const MIDNIGHT = Date.parse('2026-05-14T04:00:00Z');
const HOUR = 3_600_000;
const RULES = JSON.stringify(DEFAULT_TALLY_RULES);

/** One location in Toronto, fed by the shops 1 and 2. */
async function twoShops(store: Store): Promise<Lease> {
  const lease = await store.transaction(null, (session) =>
    takeLease(session, { scope: 'connection:acme', owner: 'test', milliseconds: 60_000 }),
  );
  if (lease === null) throw new Error('the lease is taken');
  const location = { id: '0001', name: null, region: null, currency: 'CAD', rules: RULES, from: null, to: null };
  await store.transaction(lease, async (session) => {
    await declareLocations(session, 'acme', [{ ...location, shop: '1', status: 'operational' }]);
    await declareMapping(
      session,
      'acme',
      ['1', '2'].map((shop) => ({ shop, location: '0001', from: '', to: '' })),
    );
    await saveZone(session, '0001', { from: '', timeZone: 'America/Toronto' });
  });
  return lease;
}

describeOnBothStores('the fold of what the ledger holds', (stores) => {
  async function read(store: Store, lease: Lease, shops: readonly string[], sales: readonly Sale[]): Promise<void> {
    const part = { connectionId: 'acme', stream: 'sales' as const, shops, from: MIDNIGHT, to: MIDNIGHT + 12 * HOUR };
    await store.transaction(lease, async (session) => {
      await saveSales(session, 'acme', sales.map(hashSale));
      await writeCoverage(session, part, part.to);
      await raiseLedgerVersions(session, [{ ...DAY, trigger: 'sale.new' }]);
    });
  }

  function fold(store: Store, lease: Lease) {
    return new FoldService(store, { now: () => MIDNIGHT }).foldPending('acme', lease);
  }

  it('has no hour of a location of which only one of two shops was read', async () => {
    const store = await stores.open();
    const lease = await twoShops(store);
    await read(store, lease, ['1'], [aSale({ completedAt: MIDNIGHT + 10 * HOUR })]);

    await fold(store, lease);

    expect(await cellsOf(store.read, [DAY])).toEqual([]);
  });

  it('adds up the shops of a location once all were read', async () => {
    const store = await stores.open();
    const lease = await twoShops(store);
    await read(store, lease, ['1'], [aSale({ completedAt: MIDNIGHT + 10 * HOUR })]);
    await read(store, lease, ['2'], [aSale({ id: '2', shop: '2', completedAt: MIDNIGHT + 10 * HOUR + 1 })]);

    await fold(store, lease);

    const cells = await cellsOf(store.read, [DAY]);
    expect(cells).toHaveLength(12);
    expect(cells.find((cell) => cell.minuteOfDay === 600)).toMatchObject({ sales: '20', transactions: 2, items: '2' });
  });

  it('goes on above the revisions of days that were deleted: outputs know them', async () => {
    const store = await stores.open();
    const lease = await twoShops(store);
    const noteRevision = async (): Promise<number | undefined> => {
      await read(store, lease, ['1', '2'], [aSale({ completedAt: MIDNIGHT })]);
      await fold(store, lease);
      return (await daysBetween(store.read, { from: DAY.date, to: DAY.date }))[0]?.revision;
    };
    const before = await noteRevision();
    await store.transaction(lease, (session) => deleteSomeFigures(session, 'acme', 100));
    await store.transaction(lease, (session) => deleteSomeFigures(session, 'acme', 100));

    const after = await noteRevision();

    expect([before, after]).toEqual([1, 2]);
  });

  it('raises the revision when a figure changes, and leaves it when none does', async () => {
    const store = await stores.open();
    const lease = await twoShops(store);
    await read(store, lease, ['1', '2'], [aSale({ completedAt: MIDNIGHT })]);
    const revisions: number[] = [];
    const note = async (): Promise<void> => {
      await fold(store, lease);
      const [day] = await daysBetween(store.read, { from: DAY.date, to: DAY.date });
      revisions.push(day?.revision ?? -1);
    };

    await note();
    await read(store, lease, ['1', '2'], [aSale({ completedAt: MIDNIGHT })]);
    await note();
    await read(store, lease, ['1', '2'], [aSale({ completedAt: MIDNIGHT, state: 'voided' })]);
    await note();

    expect(revisions).toEqual([1, 1, 2]);
  });

  it('counts the cells that it writes, and those that had other figures before', async () => {
    const store = await stores.open();
    const lease = await twoShops(store);
    const counted: string[] = [];
    const add: Meters['add'] = ({ name }, labels, by) => void counted.push(`${name} ${labels['connection']} ${by}`);
    const service = new FoldService(store, { now: () => MIDNIGHT }, { ...NO_METERS, add });
    await read(store, lease, ['1', '2'], [aSale({ completedAt: MIDNIGHT })]);
    await service.foldPending('acme', lease);
    await read(store, lease, ['1', '2'], [aSale({ id: '2', completedAt: MIDNIGHT })]);

    await service.foldPending('acme', lease);

    expect(counted).toEqual([
      'tillbridge_tally_cells_written_total acme 12',
      'tillbridge_tally_cells_restated_total acme 0',
      'tillbridge_tally_cells_written_total acme 1',
      'tillbridge_tally_cells_restated_total acme 1',
    ]);
  });

  it('keeps a day to the rules of its first fold', async () => {
    const store = await stores.open();
    const lease = await twoShops(store);
    await read(store, lease, ['1', '2'], [aSale({ completedAt: MIDNIGHT })]);
    await fold(store, lease);
    const rules = JSON.stringify({ ...DEFAULT_TALLY_RULES, salesAmount: 'gross' });
    const location = { id: '0001', name: null, region: null, currency: 'CAD', rules, from: null, to: null };
    await store.transaction(lease, (session) =>
      declareLocations(session, 'acme', [{ ...location, shop: '1', status: 'operational' }]),
    );
    await read(store, lease, ['1', '2'], [aSale({ id: '2', shop: '2', completedAt: MIDNIGHT })]);

    await fold(store, lease);

    const [first] = await cellsOf(store.read, [DAY]);
    expect(first?.sales).toBe('20');
  });
});
