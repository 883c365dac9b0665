import type { Problem } from '@tillbridge/domain';
import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { settingsProblem } from '../check/phrase.js';
import type { LoadedSettings } from '../load.js';
import { settingsWithPaths } from './effective.js';
import { MASK } from './mask.js';

/** Settings that are allowed but unwise. Nothing is refused for them. */
export function warningsOf(loaded: LoadedSettings): Problem[] {
  return [...volatileDatabase(loaded), ...clearSecrets(loaded)];
}

/** Each secret that stands in the file itself, in the order of its lines: copies of the file spread it. */
function clearSecrets(loaded: LoadedSettings): Problem[] {
  const file = loaded.source.file ?? '-';
  const inFile = settingsWithPaths(loaded).filter(({ from, value }) => from === 'file' && holdsMask(value));
  return inFile.flatMap(({ key, line, path }) => {
    const place = { file, line: line ?? 1, key };
    const written = loaded.source.written(path);
    if (isTelling(written)) return [settingsProblem('settings.secret_in_file', place)];
    return hasRandomPath(written) ? [settingsProblem('settings.address_in_file', place)] : [];
  });
}

function holdsMask(value: unknown): boolean {
  if (typeof value === 'string') return value === MASK || /:\*\*\*@|=\*\*\*/.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsMask);
}

/**
 * Whether the text gives a secret away. A URL does so by its user or query alone: a schema may mask a whole address
 * that anybody may know.
 */
function isTelling(written: unknown): boolean {
  if (typeof written !== 'string' || !/^[a-z][a-z0-9+.-]*:\/\//i.test(written)) return true;
  const url = URL.parse(written);
  if (url === null || url.username !== '' || url.password !== '') return true;
  return [...url.searchParams.values()].some((value) => value !== '');
}

/**
 * Whether a part of the path looks drawn at random, as in the addresses by which chat and automation services let in
 * whoever knows them: a UUID, or 16 letters and digits mixed without a word's end.
 */
function hasRandomPath(written: unknown): boolean {
  const path = (typeof written === 'string' ? URL.parse(written)?.pathname : undefined) ?? '';
  return path.split('/').some((part) => UUID.test(part) || part.split(/[^a-z0-9]/i).some(isMixed));
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function isMixed(word: string): boolean {
  return word.length >= 16 && /[a-z]/i.test(word) && /\d/.test(word);
}

/** The magic number by which Linux tells a file system in memory (statfs(2)). */
const TMPFS = 0x01021994;

function volatileDatabase({ settings: { database }, source }: LoadedSettings): Problem[] {
  if (database.kind !== 'sqlite' || process.platform !== 'linux' || !isInMemory(database.path)) return [];
  const key = ['database', 'url'];
  const place = { file: source.file ?? '-', line: source.locate(key)?.line ?? 1, key: key.join('.') };
  return [settingsProblem('settings.database_in_memory', { ...place, path: database.path })];
}

function isInMemory(path: string): boolean {
  if (!existsSync(path) && dirname(path) !== path) return isInMemory(dirname(path));
  try {
    return statfsSync(path).type === TMPFS;
  } catch {
    return false;
  }
}
