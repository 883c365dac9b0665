import { resolve } from 'node:path';
import type { Json } from '@tillbridge/plugin-kit';

export type LayoutName = 'tmas' | 'tally';
export type StaffMeasure = 'hours' | 'headcount' | 'none';

/** The settings of one csv output with every default filled in; `manifest.json` says what each means. */
export interface CsvSettings {
  readonly layout: LayoutName;
  /** Absolute. */
  readonly directory: string;
  readonly repeat: 'overwrites' | 'adds';
  /** null: cells as they are. */
  readonly grain: 60 | 30 | 15 | null;
  readonly delimiter: string;
  readonly header: boolean;
  readonly dateFormat: string;
  readonly hourFormat: 'HH' | 'none';
  readonly lineEnd: string;
  readonly byteOrderMark: boolean;
  /** null: the currency's. */
  readonly salesDigits: number | null;
  readonly itemsDigits: number;
  readonly staffMeasure: StaffMeasure;
  readonly allowNegativeCounts: boolean;
  readonly fileName: string;
  readonly createDirectory: boolean;
}

/** What the schema in `manifest.json` lets through. */
interface WrittenSettings extends Partial<Omit<CsvSettings, 'layout' | 'delimiter' | 'lineEnd'>> {
  readonly layout?: LayoutName;
  readonly delimiter?: ',' | ';' | 'tab';
  readonly lineEnd?: 'crlf' | 'lf';
}

/** `written` has passed the schema; whether its defaults were filled in there does not matter. */
export function csvSettings(written: Readonly<Record<string, unknown>>): CsvSettings {
  const given = written as WrittenSettings;
  const layout = given.layout ?? 'tally';
  const defaults = {
    layout,
    repeat: 'overwrites',
    grain: layout === 'tmas' ? 60 : null,
    header: true,
    dateFormat: 'yyyy-MM-dd',
    hourFormat: 'HH',
    byteOrderMark: false,
    salesDigits: null,
    itemsDigits: 0,
    staffMeasure: 'hours',
    allowNegativeCounts: false,
    fileName: 'tillbridge_{layout}_{location}_{date}.csv',
    createDirectory: true,
  } as const;
  return {
    ...defaults,
    ...given,
    directory: resolve(given.directory ?? '.'),
    delimiter: given.delimiter === 'tab' ? '\t' : (given.delimiter ?? ','),
    lineEnd: given.lineEnd === 'lf' ? '\n' : '\r\n',
  };
}

/** What changes the bytes of a file. Where it goes and what it is called do not (I3: they are no part of a message's id). */
export function shapingSettings(settings: CsvSettings): Readonly<Record<string, Json>> {
  const { layout, grain, delimiter, header, lineEnd, byteOrderMark, salesDigits } = settings;
  const shared = { layout, grain, delimiter, header, lineEnd, byteOrderMark, salesDigits };
  if (layout === 'tally') return shared;
  const { dateFormat, hourFormat, itemsDigits, staffMeasure, allowNegativeCounts } = settings;
  return { ...shared, dateFormat, hourFormat, itemsDigits, staffMeasure, allowNegativeCounts };
}
