import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parseDecimal, type LocalDate } from '@tillbridge/domain';
import type { DeliveredCell, LocationDay } from '@tillbridge/plugin-kit';
import { parse } from 'csv-parse/sync';
import { previewText } from './payload.js';
import { csvSettings } from './settings.js';
import { dayWith, figuresOf } from '../testing/day.js';

/** Sample import files after TMAS's help articles; they lie beside a working copy, not in the repository. */
const EXAMPLES = new URL('../../../../../shared/reference/tmas-import-examples/', import.meta.url);
const present = existsSync(EXAMPLES);
if (!present) process.stderr.write('skipped: the sample import files of TMAS are not beside this working copy\n');
const withExamples = present ? describe : describe.skip;

const TMAS = { layout: 'tmas', repeat: 'overwrites', directory: 'out' };
const WITH_TIME = { dateFormat: 'yyyy-MM-dd HH:mm', hourFormat: 'none' };

function example(name: string): string {
  return readFileSync(new URL(name, EXAMPLES), 'utf8');
}

/** The location-days whose figures a sample file shows, column by column. */
function daysIn(text: string, delimiter: string, over: Partial<LocationDay> = {}): LocationDay[] {
  const rows = parse(text, { delimiter }).filter(([first]) => first !== 'Location ID');
  const byDay = Map.groupBy(rows, ([location, date]) => `${location} ${date?.slice(0, 10)}`);
  return [...byDay.values()].map((ofDay) => {
    const [location = '', date = ''] = ofDay[0] ?? [];
    const figures = new Map(ofDay.map((fields) => [labelIn(fields), cellIn(fields)]));
    return dayWith({
      ...over,
      location,
      date: date.slice(0, 10) as LocalDate,
      figures: ({ label }) => figures.get(label) ?? null,
    });
  });
}

function labelIn([, date = '', hour = '']: readonly string[]): string {
  return date.length > 10 ? date.slice(11) : `${hour}:00`;
}

function cellIn(fields: readonly string[]): Partial<DeliveredCell> {
  const [sales = '', transactions = '', items = '', staff] = fields.slice(fields[1]?.length === 10 ? 3 : 2);
  return {
    sales: parseDecimal(sales) ?? sales,
    transactions: Number(transactions),
    items,
    staffSeconds: staff === undefined ? null : Number(staff) * 3600,
  };
}

withExamples('the layout tmas gives the sample import file, byte by byte', () => {
  test.each([
    ['01_summary_hourly_comma_header.csv', {}, ','],
    ['02_summary_hourly_semicolon_noheader.txt', { delimiter: ';', header: false }, ';'],
    ['03a_summary_hourly_negative_hour.csv', {}, ','],
    ['03b_summary_hourly_negative_items_inferred.csv', { allowNegativeCounts: true }, ','],
    ['04_summary_hourly_24_rows_zero_filled.csv', {}, ','],
    ['07_summary_hourly_no_staff_column.csv', { staffMeasure: 'none' }, ','],
    ['08_summary_hourly_masked_id.csv', {}, ','],
    ['09_summary_hourly_full_refid.csv', {}, ','],
    ['12_dst_spring_forward_no_hour_02_inferred.csv', {}, ','],
  ])('%s', (name, settings, delimiter) => {
    const wanted = example(name);

    const text = previewText(daysIn(wanted, delimiter), csvSettings({ ...TMAS, ...settings }));

    expect(text).toBe(wanted);
  });

  test.each([
    ['05_summary_15min_comma_no_hour_column.csv', 15 as const, ','],
    ['06_summary_30min_tab.txt', 30 as const, '\t'],
  ])('%s', (name, grain, delimiter) => {
    const wanted = example(name);
    const settings = csvSettings({ ...TMAS, ...WITH_TIME, grain, delimiter: delimiter === '\t' ? 'tab' : delimiter });

    const text = previewText(daysIn(wanted, delimiter, { grain }), settings);

    expect(text).toBe(wanted);
  });

  test('11_dst_fall_back_merged_hour_inferred.csv, where one hour is two cells', () => {
    const figures = [
      figuresOf('20.00', 1, 1, 1),
      figuresOf('50.00', 2, 3, 1),
      figuresOf('25.00', 1, 1, 1),
      figuresOf('15.00', 1, 1, 1),
    ].map((cell) => ({ ...cell, sales: parseDecimal(cell.sales ?? '') ?? '' }));
    const day = dayWith({ date: '2024-11-03' as LocalDate, figures: ({ index }) => figures[index] ?? null });

    const text = previewText([day], csvSettings(TMAS));

    expect(text).toBe(example('11_dst_fall_back_merged_hour_inferred.csv'));
  });
});

withExamples('the sample files in 15 and 30 minutes add up to hours', () => {
  test('quarters of hours come out as the hour of the hourly sample', () => {
    const days = daysIn(example('05_summary_15min_comma_no_hour_column.csv'), ',', { grain: 15 });

    const lines = previewText(days, csvSettings(TMAS)).split('\r\n');

    const hourly = example('01_summary_hourly_comma_header.csv').split('\r\n');
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(hourly).toContain(line);
  });
});
