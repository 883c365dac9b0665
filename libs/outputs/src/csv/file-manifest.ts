import { createHash } from 'node:crypto';
import { instantText } from '@tillbridge/domain';
import type { LocationDay } from '@tillbridge/plugin-kit';
import packageManifest from './manifest.json' with { type: 'json' };
import type { ControlTotals, Payload } from './payload.js';
import { shapingSettings, type CsvSettings } from './settings.js';

/** Folder inside the output's own, so that an importer that takes every file never meets a manifest. */
export const MANIFEST_FOLDER = 'manifest';

/**
 * What announces a data file: a reader that waits for it never sees half a file, and can check the whole one. It holds
 * no time of writing, so that the same delivery gives the same bytes.
 */
export interface FileManifest {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly rows: number;
  readonly withdrawnRows: number;
  readonly totals: ControlTotals;
  readonly location: string;
  readonly date: string;
  readonly timeZone: string;
  readonly currency: string | null;
  /** Start of the first cell and end of the last. */
  readonly from: string | null;
  readonly to: string | null;
  readonly revision: number;
  readonly messageId: string;
  readonly output: string;
  readonly layout: string;
  readonly settingsHash: string;
  readonly generator: string;
  /** UTC starts of the cells in the file, where each hour is sent once. */
  readonly cells?: readonly string[];
}

export function manifestName(file: string): string {
  return `${file}.json`;
}

export function manifestOf(file: string, day: LocationDay, payload: Payload, sender: ManifestSender): FileManifest {
  const { settings, output } = sender;
  return {
    file,
    bytes: payload.bytes.byteLength,
    sha256: payload.sha256,
    rows: payload.rows,
    withdrawnRows: payload.withdrawnRows,
    totals: payload.totals,
    location: day.location,
    date: day.date,
    timeZone: day.timeZone,
    currency: day.currency,
    from: boundary(day.cells.at(0)?.start),
    to: boundary(day.cells.at(-1)?.end),
    revision: day.revision,
    messageId: day.messageId,
    output,
    layout: settings.layout,
    settingsHash: createHash('sha256')
      .update(JSON.stringify(shapingSettings(settings)))
      .digest('hex'),
    generator: `tillbridge ${packageManifest.id} ${packageManifest.version}`,
    ...(settings.repeat === 'adds' ? { cells: day.cells.map((cell) => instantText(cell.start)) } : {}),
  };
}

export interface ManifestSender {
  readonly output: string;
  readonly settings: CsvSettings;
}

export function manifestBytes(manifest: FileManifest): Uint8Array {
  return Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, 'utf8');
}

/** null for what is no manifest of ours; such a file is written anew. */
export function parseManifest(text: string): FileManifest | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return isManifest(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function isManifest(value: unknown): value is FileManifest {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  const texts = ['file', 'sha256', 'location', 'date', 'layout', 'messageId', 'output'];
  return texts.every((name) => typeof fields[name] === 'string') && Number.isSafeInteger(fields['revision']);
}

function boundary(instant: number | undefined): string | null {
  return instant === undefined ? null : instantText(instant);
}
