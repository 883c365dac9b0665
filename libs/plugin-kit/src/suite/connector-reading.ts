import { describe, expect, it } from '@jest/globals';
import type { Batch } from '../contract/connector.js';
import type { SaleRecord, ShiftRecord, StreamName } from '../contract/record.js';
import type { ConnectorSubject, ExpectedSale } from './connector-subject.js';
import { batchesOf, byId, manifestOf, read, recordsOf, saleIds, spanOf, type Stage } from './connector-stage.js';

const SECOND = 1_000;

export function describeReading(subject: ConnectorSubject, stage: () => Stage): void {
  const streams = Object.keys(manifestOf(subject).streams) as StreamName[];

  describe('reading', () => {
    it('lists every shop of the account once', async () => {
      const { connector, host, pos } = stage();

      const shops = await connector.listShops(host().context);

      expect(shops.map((shop) => shop.posId).sort()).toEqual([...pos.shops].sort());
      expect(structuredClone(shops)).toEqual(shops);
    });

    it.each(streams)('K06 gives %s that survive a structured clone', async (stream) => {
      const batches = await batchesOf(read(stage(), stream, stage().host()));

      expect(structuredClone(batches)).toEqual(batches);
    });

    it.each(streams)('K15 answers a quiet span of %s with one empty batch that is done', async (stream) => {
      const batches = await batchesOf(read(stage(), stream, stage().host(), stage().pos.quietSpan));

      expect(batches).toEqual([{ records: [], quarantined: [], checkpoint: null, done: true }]);
    });

    it.each(streams)(
      'K16 gives the same %s in many small pages as in one, and only the last batch is done',
      async (stream) => {
        const whole = await batchesOf(read(stage(), stream, stage().host()));
        const small = await batchesOf(read(stage(), stream, stage().smallPages()));

        expect(small.length).toBeGreaterThan(whole.length);
        expect(small.map((batch) => batch.done)).toEqual(small.map((_, index) => index === small.length - 1));
        expect(sortedRecords(small)).toEqual(sortedRecords(whole));
        expect(new Set(sortedRecords(small).map((record) => record.id)).size).toBe(sortedRecords(small).length);
      },
    );

    it.skip('K17 keeps an order (skipped: a span promises none, the host sorts what it commits)', () => undefined);

    it('K19 reads [from, to): a sale belongs to the second it begins at, not to the one that ends there', async () => {
      for (const sale of stage().pos.sales.slice(0, 3)) {
        const at = Date.parse(sale.completedAt ?? '');
        const during = await saleIds(stage(), spanOf(at, at + SECOND));
        const before = await saleIds(stage(), spanOf(at - SECOND, at));

        expect(during).toContain(sale.id);
        expect(before).not.toContain(sale.id);
      }
    });

    it.each(streams)('K19 loses and doubles no %s where a span is cut in two', async (stream) => {
      const { from, to } = stage().pos.span;
      const cuts = stage()
        .pos.sales.slice(0, 3)
        .map((sale) => Date.parse(sale.completedAt ?? ''));
      const whole = byId(await recordsOf(read(stage(), stream, stage().host())));

      for (const cut of cuts) {
        const left = await recordsOf(read(stage(), stream, stage().host(), spanOf(Date.parse(from), cut)));
        const right = await recordsOf(read(stage(), stream, stage().host(), spanOf(cut, Date.parse(to))));

        expect(byId([...left, ...right])).toEqual(whole);
      }
    });

    it('K20 gives the sales that the POS is known to hold, exact to the cent', async () => {
      const sales = (await recordsOf(read(stage(), 'sales', stage().host()))) as SaleRecord[];

      expect(byId(sales.map(asExpected))).toEqual(byId(stage().pos.sales));
      expect(sales.some((sale) => sale.state === 'voided')).toBe(true);
    });

    it('K21 gives the shifts that the POS is known to hold, open ones without an end', async () => {
      const shifts = (await recordsOf(read(stage(), 'shifts', stage().host()))) as ShiftRecord[];

      expect(byId(shifts)).toEqual(byId(stage().pos.shifts));
      expect(shifts.some((shift) => shift.end === null)).toBe(true);
    });

    it('K34 looks up the records that still are, whatever their state, and no others', async () => {
      const { connector, host, pos } = stage();
      const sales = pos.sales.map((sale) => sale.id);
      const shifts = pos.shifts.map((shift) => shift.id);

      const foundSales = await connector.lookUpSales(host().context, [...sales, '999999999']);
      const foundShifts = await connector.lookUpShifts(host().context, [...shifts, '999999999']);

      expect(byId(foundSales.map(asExpected))).toEqual(byId(pos.sales));
      expect(byId(foundShifts)).toEqual(byId(pos.shifts));
      expect(await connector.lookUpSales(host().context, [])).toEqual([]);
    });
  });
}

function asExpected({ id, shop, state, completedAt, net, gross }: SaleRecord): ExpectedSale {
  return { id, shop, state, completedAt, net, gross };
}

function sortedRecords(batches: ReadonlyArray<Batch<SaleRecord | ShiftRecord>>): Array<SaleRecord | ShiftRecord> {
  return byId(batches.flatMap((batch) => batch.records));
}
