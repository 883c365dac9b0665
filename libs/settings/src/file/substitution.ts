import { resolve } from 'node:path';
import type { Phrase } from '../check/phrase.js';
import type { Environment } from '../environment.js';
import { currentUser, errnoOf, readBytes, type Contents } from './bytes.js';
import type { Path } from './path.js';
import type { Report } from './report.js';
import { isUtf8 } from './text.js';

/** Replaces every `${...}` of a text; what stands there in the end is text, never YAML again. */
export type Substitute = (text: string, path: Path) => string;

export interface SubstitutionSources {
  readonly environment: Environment;
  readonly workingDirectory: string;
}

const LARGEST_SECRET = 64 * 1024;
/** Bits that mode 0640 does not have: writing or running by the group, anything by others, running by the owner. */
const BEYOND_0640 = 0o137;

const MARKS = /\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)\}|\$\{file:([^}\n]+)\}|\$\{/g;

export function createSubstitute(report: Report, sources: SubstitutionSources): Substitute {
  return (text, path) => {
    const substituted: string[] = [];
    let unresolved = false;
    const result = text.replace(MARKS, (mark: string, variable?: string, file?: string) => {
      if (mark === '$${') return '${';
      const value = replacement({ report, sources, path }, variable, file);
      if (value === null) unresolved = true;
      substituted.push(file === undefined ? (variable ?? '') : `file:${file}`);
      return value ?? '';
    });
    const place = report.places.get(path);
    if (place !== undefined) report.places.set(path, { ...place, substituted, unresolved });
    return result;
  };
}

interface Spot {
  readonly report: Report;
  readonly sources: SubstitutionSources;
  readonly path: Path;
}

function replacement(spot: Spot, variable: string | undefined, file: string | undefined): string | null {
  if (file !== undefined) return secretFile(spot, file.trim());
  if (variable !== undefined) return environmentVariable(spot, variable);
  spot.report.at(spot.path, 'settings.bad_substitution');
  return null;
}

function environmentVariable({ report, sources, path }: Spot, variable: string): string | null {
  const value = Object.hasOwn(sources.environment, variable) ? sources.environment[variable] : undefined;
  if (value !== undefined && value !== '') return value;
  const reason: Phrase =
    value === undefined
      ? { en: 'not set', fr: 'n’est pas définie' }
      : { en: 'set but empty', fr: 'est définie mais vide' };
  report.at(path, 'settings.environment_missing', { variable }, { reason });
  return null;
}

function secretFile({ report, sources, path }: Spot, name: string): string | null {
  const file = resolve(sources.workingDirectory, name);
  const contents = openSecret(file);
  if (typeof contents === 'string') {
    const reason = { en: 'it cannot be read', fr: 'il ne peut pas être lu' };
    report.at(
      path,
      'settings.secret_file_unreadable',
      { path: file, errno: contents, user: currentUser() },
      { reason },
    );
    return null;
  }
  const mode = contents.stats.mode & 0o777;
  if (process.platform !== 'win32' && (mode & BEYOND_0640) !== 0) {
    report.at(path, 'settings.secret_file_exposed', { path: file, mode: `0${mode.toString(8).padStart(3, '0')}` });
    return null;
  }
  const reason = unusable(contents);
  if (reason === null) return withoutLastNewline(contents.bytes);
  report.at(path, 'settings.secret_file_unreadable', { path: file, errno: '-', user: currentUser() }, { reason });
  return null;
}

/** The contents of the file, or the system's code for why it cannot be read, such as `ENOENT`. */
function openSecret(file: string): Contents | string {
  try {
    return readBytes(file, LARGEST_SECRET);
  } catch (error) {
    return errnoOf(error);
  }
}

function unusable({ bytes, tooLarge }: Contents): Phrase | null {
  if (tooLarge) return { en: 'it is larger than 64 KiB', fr: 'il dépasse 64 Kio' };
  if (!isUtf8(bytes) || bytes.includes(0)) return { en: 'it is not UTF-8 text', fr: 'ce n’est pas un texte UTF-8' };
  return withoutLastNewline(bytes) === '' ? { en: 'it is empty', fr: 'il est vide' } : null;
}

/** Editors and `echo` end a file with a newline that is no part of the secret. */
function withoutLastNewline(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replace(/\r?\n$/, '');
}
