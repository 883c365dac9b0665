import { describe, expect, it } from '@jest/globals';
import type { Sale } from '@tillbridge/domain';
import { hashSale, type LedgerMark } from '@tillbridge/store';
import { lookUpUnseen } from './missing-records.js';
import { salesStream } from './stream.js';
import { FakePos, saleAt } from '../testing/fake-pos.js';

const NOON = '2026-05-13T16:00:00Z';

function markOf(sale: Sale): LedgerMark {
  return { hash: hashSale(sale).hash, shop: sale.shop, missing: false };
}

describe('a live record that a read did not show', () => {
  it('is missing only when the POS does not answer for it by id either', async () => {
    const pos = new FakePos(Date.parse(NOON));
    const [kept, changed, deleted] = ['1', '2', '3'].map((id) => saleAt(id, NOON));
    if (kept === undefined || changed === undefined || deleted === undefined) throw new Error('three sales');
    pos.sales.set('1', kept);
    pos.sales.set('2', { ...changed, net: '11' });

    const unseen = await lookUpUnseen(
      pos,
      salesStream,
      new Map([kept, changed, deleted].map((sale) => [sale.id, markOf(sale)])),
    );

    expect(unseen.missing).toEqual(['3']);
    expect(unseen.unlisted).toEqual([{ id: '1', shop: '1' }]);
    expect(unseen.answered.map(({ record }) => record.id)).toEqual(['1', '2']);
  });

  it('is not missing when the answer for it cannot be understood', async () => {
    const pos = new FakePos(Date.parse(NOON));
    const cause = { $cause: 1 as const, code: 'upstream.malformed' as const, message: 'total is no decimal' };
    const quarantined = [{ stream: 'sales' as const, id: '1', cause, raw: {} }];
    pos.lookUpSales = () => Promise.resolve({ records: [], quarantined });

    const unseen = await lookUpUnseen(pos, salesStream, new Map([['1', markOf(saleAt('1', NOON))]]));

    expect(unseen.missing).toEqual([]);
    expect(unseen.quarantined).toEqual(quarantined);
  });

  it('is asked for only where there is one', async () => {
    const pos = new FakePos(Date.parse(NOON));
    pos.lookUpSales = () => Promise.reject(new Error('asked'));

    await expect(lookUpUnseen(pos, salesStream, new Map())).resolves.toMatchObject({ missing: [], unlisted: [] });
  });
});
