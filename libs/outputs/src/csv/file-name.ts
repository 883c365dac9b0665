import { createHash } from 'node:crypto';
import type { LocationDay } from '@tillbridge/plugin-kit';
import type { CsvSettings } from './settings.js';

const LONGEST_PART = 40;

/** The pattern of a file's name. With `repeat: adds` each revision has a file of its own, so names never repeat. */
function patternOf(settings: CsvSettings): string {
  const { fileName, repeat } = settings;
  if (repeat === 'overwrites' || fileName.includes('{revision}')) return fileName;
  return fileName.replace(/(\.[^.]*)$/, '_r{revision}$1');
}

/** The name follows from what the file holds, never from the clock, so that a rerun finds the same file. */
export function dataFileName(day: LocationDay, output: string, settings: CsvSettings): string {
  return fill(day, output, settings, String(day.revision));
}

/** The names of every revision of one location-day. */
export interface RevisionNames {
  /** What all of them begin with. */
  readonly prefix: string;
  /** Group 1 is the revision. */
  readonly pattern: RegExp;
}

export function revisionNames(day: LocationDay, output: string, settings: CsvSettings): RevisionNames {
  const [prefix = '', ...rest] = fill(day, output, settings, '\0').split('\0');
  const [first = '', ...others] = rest.map(literally);
  const tail = others.map((part) => `\\d+${part}`).join('');
  return { prefix, pattern: new RegExp(`^${literally(prefix)}(\\d+)${first}${tail}$`) };
}

function literally(text: string): string {
  return text.replace(/[.\\^$*+?()[\]{}|]/g, '\\$&');
}

function fill(day: LocationDay, output: string, settings: CsvSettings, revision: string): string {
  const parts: Readonly<Record<string, string>> = {
    layout: settings.layout,
    output: safePart(output),
    location: safePart(day.location),
    date: day.date,
    revision,
  };
  return patternOf(settings).replace(/\{(\w+)\}/g, (whole, token: string) => parts[token] ?? whole);
}

/**
 * Text that every file system takes. What had to be changed carries a piece of its hash, so that `A/1` and `A_1` do not
 * end up in one file.
 */
function safePart(text: string): string {
  const safe = text
    .replace(/[^A-Za-z0-9._-]/g, '_')
    .replace(/^\.+/, '_')
    .slice(0, LONGEST_PART);
  if (safe === text) return safe;
  return `${safe}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
}
