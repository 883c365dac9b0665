import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRow, UnreadableError, type Row } from './decode.js';
import { decodeRows } from './reading.js';
import { decodeSale, SALES } from './sales.js';
import { aLineRow, aSaleRow } from './testing/builders.js';

function kindOf(line: Readonly<Record<string, unknown>>): string | undefined {
  return decodeSale(aSaleRow({ SaleLines: { SaleLine: aLineRow(line) } })).lines[0]?.kind;
}

describe('a sale as Lightspeed writes it', () => {
  it('becomes a record with exact figures', () => {
    const row = aSaleRow({ total: '111.16', calcTax1: '9.06', SaleLines: { SaleLine: [aLineRow(), aLineRow()] } });

    const sale = decodeSale(row);

    expect(sale).toEqual({
      id: '5001',
      shop: '1',
      state: 'completed',
      completedAt: '2026-05-14T14:17:42Z',
      net: '102.1',
      gross: '111.16',
      currency: null,
      register: '1',
      source: null,
      employee: '2',
      lines: [
        { kind: 'item', quantity: '1', unitPrice: '24.5' },
        { kind: 'item', quantity: '1', unitPrice: '24.5' },
      ],
    });
  });

  it('is net of both taxes without a binary fraction', () => {
    expect(decodeSale(aSaleRow({ total: '0.3', calcTax1: '0.1', calcTax2: '0.1' })).net).toBe('0.1');
    expect(decodeSale(aSaleRow({ total: '-26.67', calcTax1: '-2.17' })).net).toBe('-24.5');
    expect(decodeSale(aSaleRow({ total: '12345678901234567.89', calcTax1: '0.01' })).net).toBe('12345678901234567.88');
  });

  it('has one line where the relation is an object, none where it is absent, empty text or empty', () => {
    const counts = [{ SaleLine: aLineRow() }, undefined, '', {}, { SaleLine: '' }].map(
      (SaleLines) => decodeSale(aSaleRow({ SaleLines, total: '0', calcTax1: '0' })).lines.length,
    );

    expect(counts).toEqual([1, 0, 0, 0, 0]);
  });

  it('is voided before it is completed, and open while it is neither', () => {
    const voided = decodeSale(aSaleRow({ voided: 'true' }));
    const open = decodeSale(aSaleRow({ completed: 'false', completeTime: undefined }));

    expect(voided).toMatchObject({ state: 'voided', completedAt: '2026-05-14T14:17:42Z' });
    expect(open).toMatchObject({ state: 'open', completedAt: null });
  });

  it('takes the time stamp where an old completed sale has no completeTime', () => {
    const row = aSaleRow({ completeTime: undefined, timeStamp: '2016-02-12T06:05:35+00:00' });

    expect(decodeSale(row).completedAt).toBe('2016-02-12T06:05:35Z');
  });

  it('brings any offset to UTC', () => {
    expect(decodeSale(aSaleRow({ completeTime: '2026-05-14T23:30:00-0400' })).completedAt).toBe('2026-05-15T03:30:00Z');
    expect(decodeSale(aSaleRow({ completeTime: '2026-05-14T08:00:00.250+14:00' })).completedAt).toBe(
      '2026-05-13T18:00:00.250Z',
    );
  });

  it('names the system that put it in', () => {
    expect(decodeSale(aSaleRow({ referenceNumberSource: 'webshop' })).source).toBe('webshop');
  });

  it('has no register or employee where the id is 0 or empty', () => {
    expect(decodeSale(aSaleRow({ registerID: '0', employeeID: '' }))).toMatchObject({ register: null, employee: null });
  });

  it('ignores keys it does not know and carries nothing of the customer', () => {
    const row = aSaleRow({ newThing: { deep: ['x'] }, Customer: { firstName: 'Canary', lastName: 'Bird' } });

    expect(JSON.stringify(decodeSale(row))).not.toMatch(/Canary|newThing|"12"/);
  });
});

describe('the kind of a line', () => {
  it.each([
    ['a catalogue item', {}, 'item'],
    ['a refunded item', { unitQuantity: '-1', parentSaleLineID: '9001' }, 'item'],
    ['an item of a work order', { isWorkorder: 'true' }, 'item'],
    ['a typed-in line', { itemID: '0', unitPrice: '5' }, 'miscellaneous'],
    ['a refunded typed-in line', { itemID: '0', unitPrice: '5', unitQuantity: '-1' }, 'miscellaneous'],
    ['a gift card', { itemID: '0', unitPrice: '0' }, 'giftCard'],
    ['a gift card with its note', { itemID: '0', unitPrice: '0', Note: { note: 'Gift Card Purchase' } }, 'giftCard'],
    ['a deposit with its note', { itemID: '0', unitPrice: '0', Note: { note: 'Deposit' } }, 'deposit'],
    ['store credit given', { itemID: '0', unitPrice: '-100' }, 'storeCredit'],
    ['a fee by its id', { itemFeeID: '3' }, 'fee'],
    ['a fee by its type', { lineType: 'item_fee_refund', itemID: '0' }, 'fee'],
  ])('is told for %s', (_, line, kind) => {
    expect(kindOf(line)).toBe(kind);
  });
});

describe('a sale that cannot be read', () => {
  it.each([
    ['saleID is missing', { saleID: undefined }],
    ['shopID is missing', { shopID: '0' }],
    ['completeTime is missing', { completeTime: undefined, timeStamp: undefined }],
    ['completeTime should be a date', { completeTime: '2026-02-30T10:00:00+00:00' }],
    ['completeTime should be a date', { completeTime: '2026-05-14T10:00:00' }],
    ['completeTime should be a date', { completeTime: '2026-05-14T23:59:60+00:00' }],
    ['total should be a decimal', { total: '1,234.50' }],
    ['total should be a decimal', { total: '' }],
    ['total should be a decimal', { total: 'NaN' }],
    ['total should be a decimal', { total: Number('12345678901234567890') }],
    ['calcTax1 should be a decimal', { calcTax1: undefined }],
    ['SaleLines should be an object', { SaleLines: 5 }],
    ['SaleLines should be an object', { SaleLines: [aLineRow()] }],
    ['came without its SaleLines', { SaleLines: undefined }],
    ['a line is no object', { SaleLines: { SaleLine: ['x'] } }],
    ['unitQuantity should be a decimal', { SaleLines: { SaleLine: aLineRow({ unitQuantity: 'two' }) } }],
  ])('is refused because %s', (reason, overrides) => {
    expect(() => decodeSale(aSaleRow(overrides))).toThrow(UnreadableError);
    expect(() => decodeSale(aSaleRow(overrides))).toThrow(reason);
  });

  it('is quarantined with its reason while the rest goes on', () => {
    const bad = aSaleRow({ saleID: '7', total: 'x', customerID: '424242', Customer: { firstName: 'Canary' } });

    const { records, quarantined } = decodeRows([aSaleRow(), bad, null, aSaleRow({ saleID: '8' })], SALES, new Map());

    expect(records.map((sale) => sale.id)).toEqual(['5001', '8']);
    expect(quarantined.map((record) => record.id)).toEqual(['7', null]);
    expect(quarantined[0]?.cause).toMatchObject({ code: 'upstream.malformed', stream: 'sales', shop: '1' });
    expect(quarantined[0]?.raw).toMatchObject({ saleID: '7', total: 'x' });
    expect(JSON.stringify(quarantined)).not.toMatch(/Canary|424242/);
  });
});

describe('any answer at all', () => {
  it('is either read or set apart, and what is set apart holds nothing of the customer', () => {
    const bent = fc.record({ key: fc.constantFrom(...Object.keys(aSaleRow())), value: fc.jsonValue() });
    const rows = fc.array(fc.oneof(fc.jsonValue(), bent), { maxLength: 5 });

    fc.assert(
      fc.property(rows, (given) => {
        const sent = given.map((one, index) => (isBent(one) ? aBentRow(one, String(index + 1)) : one));

        const { records, quarantined } = decodeRows(sent, SALES, new Map());

        expect(records.length + quarantined.length).toBe(sent.length);
        expect(JSON.stringify(quarantined.map(({ raw }) => raw))).not.toMatch(/customerID|Customer/);
        expect(structuredClone({ records, quarantined })).toEqual({ records, quarantined });
      }),
    );
  });
});

function isBent(value: unknown): value is { readonly key: string; readonly value: unknown } {
  return isRow(value) && 'key' in value && typeof value['key'] === 'string';
}

/** A good row in which one field, but not its id, holds something else. */
function aBentRow({ key, value }: { readonly key: string; readonly value: unknown }, saleID: string): Row {
  return aSaleRow({ [key]: value, saleID });
}

describe('a sale that comes twice while pages are read', () => {
  const older = aSaleRow({ updateTime: '2026-05-14T15:00:00+00:00' });
  const newer = aSaleRow({ updateTime: '2026-05-14T16:00:00+00:00', voided: 'true' });

  it('stands once, as its newest row has it', () => {
    const orders = [
      [older, newer],
      [newer, older],
    ].map((rows) => decodeRows(rows, SALES, new Map()).records.map((sale) => sale.state));

    expect(orders).toEqual([['voided'], ['voided']]);
  });

  it('does not fall back to an older row on a later page', () => {
    const stamps = new Map<string, string>();

    const pages = [[newer], [older]].map((rows) => decodeRows(rows, SALES, stamps).records.length);

    expect(pages).toEqual([1, 0]);
  });
});
