import { describe, expect, it } from '@jest/globals';

import type { SaleRecord, ShiftRecord } from '@tillbridge/plugin-kit';

import { admitRecords } from './admit-records.js';
import { MalformedField } from './record-fields.js';
import { saleOf, shiftOf } from './record.js';

const SALE: SaleRecord = {
  id: '7',
  shop: '1',
  state: 'completed',
  completedAt: '2026-05-14T14:17:42Z',
  net: '-10.50',
  gross: '-12',
  currency: 'CAD',
  register: '2',
  source: null,
  employee: '5',
  lines: [{ kind: 'item', quantity: '-1', unitPrice: '10.5' }],
};
const SHIFT: ShiftRecord = { id: '3', shop: '1', employee: '5', start: '2026-05-14T14:00:00Z', end: null };

describe('a sale that crosses the boundary', () => {
  it('becomes a sale of the domain: instants, canonical decimals, nothing that nobody asked for', () => {
    const sale = saleOf({ ...SALE, customerName: 'somebody' } as SaleRecord);

    expect(sale).toEqual({
      ...SALE,
      completedAt: Date.UTC(2026, 4, 14, 14, 17, 42),
      net: '-10.5',
      version: null,
      deleted: false,
    });
  });

  it.each([
    ['id', ''],
    ['id', 7],
    ['shop', undefined],
    ['state', 'paid'],
    ['completedAt', '2026-05-14T14:17:42+00:00'],
    ['completedAt', '2026-05-14 14:17:42Z'],
    ['completedAt', '2026-02-30T14:17:42Z'],
    ['completedAt', '2026-05-14T24:17:42Z'],
    ['completedAt', null],
    ['net', 10.5],
    ['net', '10,50'],
    ['net', 'NaN'],
    ['gross', null],
    ['currency', 7],
    ['lines', null],
    ['deleted', 'no'],
  ])('is malformed when %s is %p', (field, value) => {
    const record = { ...SALE, [field]: value } as unknown as SaleRecord;

    expect(malformed(() => saleOf(record))).toBe(field);
  });

  it('is malformed when a line is, and says which one', () => {
    const record = { ...SALE, lines: [...SALE.lines, { kind: 'gift', quantity: '1', unitPrice: '1' }] };

    expect(malformed(() => saleOf(record as unknown as SaleRecord))).toBe('lines.1.kind');
    expect(malformed(() => saleOf(null as unknown as SaleRecord))).toBe('sale');
  });

  it('may be open and without an instant', () => {
    expect(saleOf({ ...SALE, state: 'open', completedAt: null }).completedAt).toBeNull();
  });

  it('takes the 29th of February of a leap year only', () => {
    expect(saleOf({ ...SALE, completedAt: '2028-02-29T00:00:00Z' }).completedAt).toBe(Date.UTC(2028, 1, 29));
    expect(malformed(() => saleOf({ ...SALE, completedAt: '2026-02-29T00:00:00Z' }))).toBe('completedAt');
  });
});

describe('a shift that crosses the boundary', () => {
  it('may be open, and may end before it starts (the fold flags it), but never after the clock of the POS', () => {
    const latest = Date.UTC(2026, 4, 14, 15);

    expect(shiftOf(SHIFT, latest)).toMatchObject({ start: Date.UTC(2026, 4, 14, 14), end: null });
    const mistyped = shiftOf({ ...SHIFT, end: '2026-05-14T13:59:59Z' }, latest);
    expect(mistyped.end).toBe(Date.UTC(2026, 4, 14, 13, 59, 59));
    expect(malformed(() => shiftOf({ ...SHIFT, end: '2026-05-14T15:00:01Z' }, latest))).toBe('end');
  });
});

describe('a page of records', () => {
  it('keeps of a malformed record only what finds it again', () => {
    const record = { ...SALE, net: 'much', customerName: 'somebody' } as SaleRecord;

    const { records, quarantined } = admitRecords([SALE, record], { stream: 'sales', read: saleOf });

    expect(records).toHaveLength(1);
    expect(quarantined).toHaveLength(1);
    expect(JSON.stringify(quarantined)).not.toContain('somebody');
    expect(quarantined[0]).toMatchObject({
      id: '7',
      raw: { id: '7', net: 'much' },
      cause: { code: 'upstream.malformed' },
    });
  });

  it('of a hundred sales is checked in about the time that its JSON takes', () => {
    const page = Array.from({ length: 100 }, (_, number) => ({
      ...SALE,
      id: String(number),
      lines: [...SALE.lines, ...SALE.lines],
    }));
    const text = JSON.stringify(page);

    const admitting = leastTime(() =>
      admitRecords(page, { stream: 'sales', read: (record) => saleOf(record, Number.POSITIVE_INFINITY) }),
    );
    const parsing = leastTime(() => JSON.parse(text));

    expect(admitting).toBeLessThan(5 * parsing);
  });
});

/** Of many turns, so that others who need the processor count little. Milliseconds. */
function leastTime(work: () => unknown): number {
  const times = Array.from({ length: 200 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}

function malformed(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof MalformedField) return error.field;
    throw error;
  }
  return 'nothing';
}
