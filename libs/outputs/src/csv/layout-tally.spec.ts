import { describe, expect, test } from '@jest/globals';
import type { LocalDate } from '@tillbridge/domain';
import type { DeliveredCell } from '@tillbridge/plugin-kit';
import { parse } from 'csv-parse/sync';
import { previewText } from './payload.js';
import { csvSettings } from './settings.js';
import { dayWith } from '../testing/day.js';

type Fields = Readonly<Record<string, string>>;

function rowsOf(cells: readonly Partial<DeliveredCell>[], settings: object = {}, shape: object = {}): Fields[] {
  const day = dayWith({ ...shape, figures: ({ index }) => cells[index] ?? null });
  const text = previewText([day], csvSettings({ layout: 'tally', directory: 'out', ...settings }));
  return parse<Fields>(text, { columns: true });
}

describe('a row for analysts', () => {
  test('has raw figures first, then ratios of them, then where they stand', () => {
    const sold = { sales: '100.50', transactions: 4, items: '9', staffSeconds: 5400, revision: 3 };
    const [row] = rowsOf([sold].map((cell) => ({ ...cell, sales: '100.5' })));

    expect(row).toEqual({
      location_id: '0001',
      location_name: 'Harbour',
      date: '2024-06-03',
      start: '00:00',
      minutes: '60',
      start_utc: '2024-06-03T04:00:00Z',
      utc_offset: '-04:00',
      sales: '100.50',
      transactions: '4',
      items: '9',
      staff_hours: '1.50',
      average_sale: '25.13',
      items_per_transaction: '2.25',
      sales_per_staff_hour: '67.00',
      currency: 'CAD',
      revision: '3',
      status: 'complete',
    });
  });

  test('has no ratio where there is nothing to divide by or it is unknown', () => {
    const rows = rowsOf([
      { sales: '5', staffSeconds: 0 },
      { sales: '5', transactions: 1, staffSeconds: null },
    ]);

    expect(rows.map((row) => [row['average_sale'], row['items_per_transaction'], row['sales_per_staff_hour']])).toEqual(
      [
        ['', '', ''],
        ['5.00', '0.00', ''],
      ],
    );
  });

  test('says of a withdrawn cell that it is withdrawn, with nothing left in it', () => {
    const [row] = rowsOf([{ sales: '5', transactions: 1, items: '1', withdrawn: true }]);

    expect(row).toMatchObject({
      sales: '0.00',
      transactions: '0',
      items: '0',
      staff_hours: '0.00',
      status: 'withdrawn',
    });
  });

  test('keeps negative counts and fractions of items as they are', () => {
    expect(rowsOf([{ sales: '-5', transactions: -1, items: '-2.125' }])[0]).toMatchObject({
      sales: '-5.00',
      transactions: '-1',
      items: '-2.125',
    });
  });

  test('tells the two runs of a repeated hour apart', () => {
    const rows = rowsOf([{}, { sales: '1' }, { sales: '2' }], {}, { date: '2024-11-03' as LocalDate });

    expect(rows.map((row) => [row['start'], row['utc_offset'], row['start_utc'], row['sales']])).toEqual([
      ['00:00', '-04:00', '2024-11-03T04:00:00Z', '0.00'],
      ['01:00', '-04:00', '2024-11-03T05:00:00Z', '1.00'],
      ['01:00', '-05:00', '2024-11-03T06:00:00Z', '2.00'],
    ]);
  });

  test('adds finer cells up to the grain that is asked for, and divides their sums', () => {
    const quarters = [
      { sales: '1', transactions: 1, revision: 1 },
      { sales: '2', transactions: 3, revision: 4 },
      { sales: '3', transactions: 0 },
      { sales: '4', transactions: 1 },
    ];

    const rows = rowsOf(quarters, { grain: 60 }, { grain: 15 });

    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      minutes: '60',
      sales: '10.00',
      transactions: '5',
      average_sale: '2.00',
      revision: '4',
    });
  });

  test('shows a name that a spreadsheet would run as the text that it is, and leaves figures alone', () => {
    const [row] = rowsOf([{ sales: '-1' }], {}, { locationName: '=HYPERLINK("x")' });

    expect(row).toMatchObject({ location_name: '\'=HYPERLINK("x")', sales: '-1.00' });
  });
});
