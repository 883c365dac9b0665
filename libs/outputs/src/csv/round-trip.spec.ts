import { describe, expect, test } from '@jest/globals';
import { cellSpansOf, sumDecimals, type LocalDate } from '@tillbridge/domain';
import type { DeliveredCell, LocationDay } from '@tillbridge/plugin-kit';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { payloadOf } from './payload.js';
import { csvSettings } from './settings.js';
import { dayWith } from '../testing/day.js';

const DELIMITERS = { ',': ',', ';': ';', tab: '\t' } as const;
const cents = fc.oneof(
  fc.bigInt({ min: -999_999_999_999n, max: 999_999_999_999n }),
  fc.constantFrom(0n, 1n, -1n, 50n, -999_999_999_999n),
);
const cell = fc.record({
  sales: cents.map(decimalOf),
  transactions: fc.integer({ min: -5, max: 5000 }),
  items: fc.integer({ min: -50, max: 50_000 }).map(String),
  staffSeconds: fc.option(fc.integer({ min: 0, max: 400_000 }), { nil: null }),
  withdrawn: fc.boolean(),
});

/** Ordinary days, days of 23 and 25 hours, and one on which clocks move by half an hour. */
const place = fc.constantFrom(
  ['America/Toronto', '2026-05-14'],
  ['America/Toronto', '2026-03-08'],
  ['America/Toronto', '2026-11-01'],
  ['America/St_Johns', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Asia/Kathmandu', '2026-05-14'],
);
const day: fc.Arbitrary<LocationDay> = fc
  .record({
    place,
    location: fc.oneof(fc.constantFrom('0001', 'SB0007'), fc.string({ unit: 'binary', minLength: 1, maxLength: 12 })),
    locationName: fc.option(fc.string({ unit: 'binary', maxLength: 20 }), { nil: null }),
    cells: fc.array(fc.option(cell, { nil: null, freq: 5 }), { minLength: 25, maxLength: 25 }),
  })
  .map(({ place: [timeZone = '', date = ''], location, locationName, cells }) =>
    dayWith({
      timeZone,
      date: date as LocalDate,
      location,
      locationName,
      figures: ({ index }) => cells[index] ?? null,
    }),
  );
const settings = fc.record({
  delimiter: fc.constantFrom(...(Object.keys(DELIMITERS) as (keyof typeof DELIMITERS)[])),
  lineEnd: fc.constantFrom('crlf', 'lf'),
  byteOrderMark: fc.boolean(),
});
type Shape = typeof settings extends fc.Arbitrary<infer S> ? S : never;

function rowsOf(location: LocationDay, shape: Shape, rest: object): Record<string, string>[] {
  const { bytes } = payloadOf(location, csvSettings({ ...shape, ...rest, directory: 'out' }));
  return parse(Buffer.from(bytes), { columns: true, bom: true, delimiter: DELIMITERS[shape.delimiter] });
}

describe('every file, whatever it holds', () => {
  test('in the layout tally is read back by another program as the cells that went in', () => {
    fc.assert(
      fc.property(day, settings, (source, shape) => {
        const rows = rowsOf(source, shape, { layout: 'tally' });

        expect(rows).toHaveLength(source.cells.length);
        for (const [index, standing] of source.cells.map(effective).entries()) {
          const row = rows[index];
          expect([source.location, `'${source.location}`]).toContain(row?.['location_id']);
          expect([source.locationName ?? '', `'${source.locationName ?? ''}`]).toContain(row?.['location_name']);
          expect(centsIn(row?.['sales'])).toBe(centsOf(standing.sales));
          expect(row?.['transactions']).toBe(String(standing.transactions));
          expect(row?.['items']).toBe(standing.items);
          expect(hundredths(row?.['staff_hours'])).toBe(hoursOf(standing.staffSeconds));
          expect(Date.parse(row?.['start_utc'] ?? '')).toBe(standing.start);
          expect(row?.['status']).toBe(standing.withdrawn ? 'withdrawn' : 'complete');
        }
      }),
    );
  });

  test('in the layout tmas holds each label once and adds up to the cells that went in', () => {
    fc.assert(
      fc.property(day, settings, (source, shape) => {
        const rows = rowsOf(source, shape, { layout: 'tmas', repeat: 'overwrites', allowNegativeCounts: true });

        const labels = source.cells.map(({ minuteOfDay }) => Math.floor(minuteOfDay / 60));
        const standing = source.cells.map(effective);
        expect(rows.map((row) => Number(row['Hour']))).toEqual([...new Set(labels)]);
        expect(rows.every((row) => row['Location ID'] === source.location)).toBe(true);
        const sales = rows.reduce((sum, row) => sum + centsIn(row['Sales']), 0n);
        expect(sales).toBe(centsOf(sumDecimals(standing.map((each) => each.sales))));
        const counts = rows.reduce((sum, row) => sum + Number(row['Transactions']), 0);
        expect(counts).toBe(standing.reduce((sum, each) => sum + each.transactions, 0));
      }),
    );
  });
});

test('the days of the property tests are of 23, 24 and 25 cells', () => {
  const lengths = [
    cellSpansOf('2026-03-08' as LocalDate, 'America/Toronto', 60),
    cellSpansOf('2026-05-14' as LocalDate, 'America/Toronto', 60),
    cellSpansOf('2026-11-01' as LocalDate, 'America/Toronto', 60),
  ].map((spans) => spans.length);

  expect(lengths).toEqual([23, 24, 25]);
});

/** The figures of a cell as they count: none of a withdrawn one. */
function effective(source: DeliveredCell): DeliveredCell {
  if (!source.withdrawn) return source;
  const staffSeconds = source.staffSeconds === null ? null : 0;
  return { ...source, sales: '0', transactions: 0, items: '0', staffSeconds };
}

function decimalOf(amount: bigint): string {
  const sign = amount < 0n ? '-' : '';
  const text = (amount < 0n ? -amount : amount).toString().padStart(3, '0');
  return `${sign}${text.slice(0, -2)}.${text.slice(-2)}`.replace(/\.?0+$/, '').replace(/^-?$/, '0');
}

/** `-12.5` and `-12.50` alike as -1250. */
function centsOf(text: string): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(2, '0'));
}

/** The same of a field that must have exactly two digits after the point. */
function centsIn(text: string | undefined): bigint {
  expect(text).toMatch(/^-?\d+\.\d{2}$/);
  return centsOf(text ?? '');
}

function hundredths(text: string | undefined): number | null {
  return text === '' || text === undefined ? null : Number(text.replace('.', ''));
}

function hoursOf(seconds: number | null): number | null {
  return seconds === null ? null : Math.floor((seconds * 200 + 3600) / 7200);
}
