import { createHash } from 'node:crypto';
import { sumDecimals, parseDecimal } from '@tillbridge/domain';
import type { LocationDay } from '@tillbridge/plugin-kit';
import { stringify } from 'csv-stringify/sync';
import { tallyLayout } from './layout-tally.js';
import { tmasLayout } from './layout-tmas.js';
import type { Layout, LayoutLine, LineFigures } from './layout.js';
import type { CsvSettings, LayoutName } from './settings.js';

const LAYOUTS: Readonly<Record<LayoutName, Layout>> = { tmas: tmasLayout, tally: tallyLayout };
const BYTE_ORDER_MARK = '\uFEFF';

/** The sums of a file's columns as they stand in it, so that a reader can check the file without Tillbridge. */
export interface ControlTotals {
  readonly sales: string;
  readonly transactions: string;
  readonly items: string;
  /** Over the rows where it is known; null where it is known nowhere. */
  readonly staff: string | null;
  readonly staffUnknownRows: number;
}

export interface Payload {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly rows: number;
  readonly withdrawnRows: number;
  readonly totals: ControlTotals;
}

/** One location-day as the file that carries it. Pure: the same day and settings give the same bytes. */
export function payloadOf(day: LocationDay, settings: CsvSettings): Payload {
  const lines = LAYOUTS[settings.layout].lines(day, settings);
  const bytes = Buffer.from(textOf(lines, settings), 'utf8');
  return {
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    rows: lines.length,
    withdrawnRows: lines.filter((line) => line.withdrawn).length,
    totals: totalsOf(lines.map((line) => line.figures)),
  };
}

/** Several location-days under one header, for a person to look at. */
export function previewText(days: readonly LocationDay[], settings: CsvSettings): string {
  return textOf(
    days.flatMap((day) => LAYOUTS[settings.layout].lines(day, settings)),
    settings,
  );
}

/** Fields are quoted only where RFC 4180 asks for it; what could be a formula was dealt with in the text columns. */
function textOf(lines: readonly LayoutLine[], settings: CsvSettings): string {
  const records = lines.map((line) => [...line.fields]);
  if (settings.header) records.unshift([...LAYOUTS[settings.layout].header(settings)]);
  const text = stringify(records, { delimiter: settings.delimiter, record_delimiter: settings.lineEnd });
  return settings.byteOrderMark ? BYTE_ORDER_MARK + text : text;
}

function totalsOf(figures: readonly LineFigures[]): ControlTotals {
  const known = figures.filter(({ staff }) => staff !== '');
  return {
    sales: sumOf(figures.map(({ sales }) => sales)),
    transactions: sumOf(figures.map(({ transactions }) => transactions)),
    items: sumOf(figures.map(({ items }) => items)),
    staff: known.length === 0 ? null : sumOf(known.map(({ staff }) => staff)),
    staffUnknownRows: figures.length - known.length,
  };
}

function sumOf(texts: readonly string[]): string {
  return sumDecimals(texts.map((text) => parseDecimal(text) ?? '0'));
}
