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
  const inFile = settingsWithPaths(loaded).filter(
    ({ from, value, path }) => from === 'file' && holdsMask(value) && isTelling(loaded.source.written(path)),
  );
  return inFile.map(({ key, line }) => settingsProblem('settings.secret_in_file', { file, line: line ?? 1, key }));
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
