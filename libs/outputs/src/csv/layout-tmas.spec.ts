import { describe, expect, test } from '@jest/globals';
import type { LocalDate } from '@tillbridge/domain';
import type { DeliveredCell } from '@tillbridge/plugin-kit';
import { previewText } from './payload.js';
import { csvSettings } from './settings.js';
import { dayWith } from '../testing/day.js';

const TMAS = { layout: 'tmas', repeat: 'overwrites', directory: 'out', lineEnd: 'lf' };

/** The lines below the header of a day whose first cells hold `cells`; the rest of the day is left out. */
function linesOf(cells: readonly Partial<DeliveredCell>[], settings: object = {}, shape: object = {}): string[] {
  const day = dayWith({ ...shape, figures: ({ index }) => cells[index] ?? null });
  return previewText([day], csvSettings({ ...TMAS, ...settings }))
    .split('\n')
    .slice(1, -1);
}

describe('a row for TMAS', () => {
  test('has the documented header and columns', () => {
    const text = previewText(
      [dayWith({ figures: ({ index }) => (index === 9 ? { sales: '600.76' } : null) })],
      csvSettings(TMAS),
    );

    expect(text).toBe(
      'Location ID,Date & Time,Hour,Sales,Transactions,Items,Staff Hours\n0001,2024-06-03,09,600.76,0,0,1.00\n',
    );
  });

  test('has sales rounded to cents, halves away from zero, with their sign', () => {
    expect(linesOf([{ sales: '-12.505' }, { sales: '12.505' }, { sales: '-0.004' }])).toEqual([
      '0001,2024-06-03,00,-12.51,0,0,1.00',
      '0001,2024-06-03,01,12.51,0,0,1.00',
      '0001,2024-06-03,02,0.00,0,0,1.00',
    ]);
  });

  test('has two digits for a currency without cents and three for one with mils', () => {
    expect(linesOf([{ sales: '1200.4' }], {}, { currencyDigits: 0 })).toEqual(['0001,2024-06-03,00,1200.00,0,0,1.00']);
    expect(linesOf([{ sales: '1.2345' }], {}, { currencyDigits: 3 })).toEqual(['0001,2024-06-03,00,1.235,0,0,1.00']);
  });

  test('floors negative counts at 0 unless they are allowed', () => {
    const cells = [{ sales: '-5', transactions: -1, items: '-2' }];

    expect(linesOf(cells)).toEqual(['0001,2024-06-03,00,-5.00,0,0,1.00']);
    expect(linesOf(cells, { allowNegativeCounts: true })).toEqual(['0001,2024-06-03,00,-5.00,-1,-2,1.00']);
  });

  test('has whole units of items unless more digits are asked for', () => {
    expect(linesOf([{ items: '2.5' }])).toEqual(['0001,2024-06-03,00,0.00,0,3,1.00']);
    expect(linesOf([{ items: '2.5' }], { itemsDigits: 2 })).toEqual(['0001,2024-06-03,00,0.00,0,2.50,1.00']);
  });

  test('has an empty field for unknown staff hours and 0.00 for none', () => {
    expect(linesOf([{ staffSeconds: null }, { staffSeconds: 0 }])).toEqual([
      '0001,2024-06-03,00,0.00,0,0,',
      '0001,2024-06-03,01,0.00,0,0,0.00',
    ]);
  });

  test('takes back every figure of a withdrawn hour, but does not turn unknown staff hours into 0', () => {
    const sold = { sales: '9', transactions: 1, items: '1', withdrawn: true };

    expect(linesOf([sold, { ...sold, staffSeconds: null }])).toEqual([
      '0001,2024-06-03,00,0.00,0,0,0.00',
      '0001,2024-06-03,01,0.00,0,0,',
    ]);
  });

  test('has nothing quoted or changed in an id with zeros in front', () => {
    expect(linesOf([{}], {}, { location: '0007' })).toEqual(['0007,2024-06-03,00,0.00,0,0,1.00']);
  });

  test.each([
    ['yyyy/MM/dd', '2024/06/03'],
    ['MM/dd/yyyy', '06/03/2024'],
    ['dd/MM/yyyy', '03/06/2024'],
    ['yyyyMMdd', '20240603'],
    ['MMddyyyy', '06032024'],
    ['yyyy-MM-dd HH:mm', '2024-06-03 00:00'],
  ])('writes the date as %s', (dateFormat, wanted) => {
    expect(linesOf([{}], { dateFormat })).toEqual([`0001,${wanted},00,0.00,0,0,1.00`]);
  });
});

describe('a repeated hour for TMAS', () => {
  const cells = [
    { sales: '1' },
    { sales: '10.10', transactions: 1, items: '2' },
    { sales: '20.20', transactions: 2, items: '3' },
    { sales: '2' },
  ];
  const fallBack = { date: '2024-11-03' as LocalDate };

  test('is one row with the sum of both', () => {
    expect(linesOf(cells, {}, fallBack)).toEqual([
      '0001,2024-11-03,00,1.00,0,0,1.00',
      '0001,2024-11-03,01,30.30,3,5,2.00',
      '0001,2024-11-03,02,2.00,0,0,1.00',
    ]);
  });

  test('has the average head-count of two hours, not their sum', () => {
    expect(linesOf(cells, { staffMeasure: 'headcount' }, fallBack)[1]).toBe('0001,2024-11-03,01,30.30,3,5,1.00');
  });

  test('has unknown staff hours when one of the two is unknown', () => {
    const half = cells.map((cell, index) => (index === 2 ? { ...cell, staffSeconds: null } : cell));

    expect(linesOf(half, {}, fallBack)[1]).toBe('0001,2024-11-03,01,30.30,3,5,');
  });

  test('leaves out of the sum the one that was withdrawn', () => {
    const half = cells.map((cell, index) => (index === 2 ? { ...cell, withdrawn: true } : cell));

    expect(linesOf(half, {}, fallBack)[1]).toBe('0001,2024-11-03,01,10.10,1,2,1.00');
  });

  test('works where the clocks go back by half an hour', () => {
    const day = { date: '2024-04-07' as LocalDate, timeZone: 'Australia/Lord_Howe' };
    const lordHowe = [{ sales: '1' }, { sales: '10' }, { sales: '20', staffSeconds: 1800 }, { sales: '2' }];

    expect(linesOf(lordHowe, {}, day)).toEqual([
      '0001,2024-04-07,00,1.00,0,0,1.00',
      '0001,2024-04-07,01,30.00,0,0,1.50',
      '0001,2024-04-07,02,2.00,0,0,1.00',
    ]);
  });
});

describe('head-count for TMAS', () => {
  test('is people present on average, whatever the length of a row', () => {
    const quarter = { grain: 15, dateFormat: 'yyyy-MM-dd HH:mm', staffMeasure: 'headcount' };

    expect(linesOf([{ staffSeconds: 900 }], quarter, { grain: 15 })).toEqual(['0001,2024-06-03 00:00,0.00,0,0,1.00']);
  });
});
