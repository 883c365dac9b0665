import { extname } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify as csvText } from 'csv-stringify/sync';
import { type Problem, problemError } from '@tillbridge/domain';
import type { LocationSettings } from '@tillbridge/settings';
import { Document, isCollection, isSeq } from 'yaml';
import { CLI_PROBLEMS } from '../problems.js';

/** A row of the list as it is written to a file; what is absent or null is left out. */
export type ListedLocation = Pick<LocationSettings, 'posId' | 'locationId'> & Partial<LocationSettings>;

/** The keys of a location that fit a column. */
const COLUMNS = ['posId', 'locationId', 'status', 'name', 'region', 'timeZone', 'currency', 'from', 'to'] as const;

export function isCsv(file: string): boolean {
  return extname(file).toLowerCase() === '.csv';
}

/** The `locations:` block of a connection, ids in quotes, one row on each line. */
export function locationsBlock(rows: readonly ListedLocation[]): string {
  const document = new Document({ locations: rows.map(withoutGaps) });
  const list: unknown = document.get('locations');
  if (isSeq(list)) for (const item of list.items) if (isCollection(item)) item.flow = true;
  return document.toString({ defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 });
}

function withoutGaps(row: ListedLocation): Record<string, unknown> {
  const { posId, locationId, ...rest } = row;
  const given = Object.entries(rest).filter(([name, value]) => value != null && !isUsual(name, value));
  return { posId, locationId, ...Object.fromEntries(given) };
}

function isUsual(name: string, value: unknown): boolean {
  return name === 'status' && value === 'operational';
}

export function locationsCsv(rows: readonly ListedLocation[]): string {
  const records = rows.map((row) => COLUMNS.map((column) => row[column] ?? ''));
  return csvText([[...COLUMNS], ...records], { record_delimiter: '\r\n' });
}

/** The same rows as a YAML block, each on the line it has in the CSV, so that problems name the right line. */
export function csvAsBlock(text: string, file: string): string {
  const [header = [], ...records] = rowsOf(text, file);
  const unknown = header.filter((column) => !COLUMNS.some((known) => known === column));
  if (unknown.length > 0) throw unreadable(file, `"${unknown.join('", "')}"`);
  const lines = records.map((record) => {
    const cells = header.map((column, index) => [column, record[index] ?? ''] as const);
    return `  - ${JSON.stringify(Object.fromEntries(cells.filter(([, value]) => value !== '')))}`;
  });
  return `locations:\n${lines.join('\n')}\n`;
}

function rowsOf(text: string, file: string): string[][] {
  try {
    return parse(text, { bom: true, delimiter: [',', ';', '\t'], trim: true });
  } catch (error) {
    throw unreadable(file, error instanceof Error ? error.message : String(error));
  }
}

function unreadable(file: string, reason: string): Error & { readonly problems: readonly Problem[] } {
  return problemError(CLI_PROBLEMS, 'locations.csv_unreadable', { file, reason, known: COLUMNS.join(', ') });
}
