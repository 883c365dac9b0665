import { resolve } from 'node:path';
import { valueAt, type Path } from './file/path.js';
import type { Places, Position } from './file/places.js';
import { isSecretPath } from './show/secret.js';

/**
 * Where settings came from. `registry` and `outputs` use it to report what their own schemas refuse, with file and
 * line: a path is as in the file, or as in `Settings`, where the keys of an output's kind stand under `settings`.
 */
export interface SettingsSource {
  /** Absolute path; null when only defaults apply. */
  readonly file: string | null;
  /** An absolute path, by the rule that holds for every path in the file. */
  resolvePath(path: string): string;
  /** What the file says there, with every `${...}` replaced: it may be a secret. A function, so that no log can show it. */
  written(path: Path): unknown;
  /** The place of the key, or of the nearest group around it that the file holds; null without a file. */
  locate(path: Path): Position | null;
  /** The path of the same value as the file has it: `outputs[0].settings.layout` stands there as `outputs[0].layout`. */
  pathInFile(path: Path): Path;
  /** The value must not be shown. */
  isSecret(path: Path): boolean;
  /** What `${...}` put into the value: names of variables, `file:<path>`; empty for a value written as it is. */
  substitutedBy(path: Path): readonly string[];
}

export interface SourceParts {
  readonly file: string | null;
  readonly workingDirectory: string;
  readonly tree: unknown;
  readonly places: Places;
}

export function createSource({ file, workingDirectory, tree, places }: SourceParts): SettingsSource {
  return {
    file,
    resolvePath: (path) => resolve(workingDirectory, path),
    written: (path) => valueAt(tree, inFile(path)),
    locate: (path) => (file === null ? null : asWritten(places.nearest(inFile(path)))),
    pathInFile: inFile,
    isSecret: (path) => isSecretPath(inFile(path), places),
    substitutedBy: (path) => places.get(inFile(path))?.substituted ?? [],
  };
}

/** The same source, which keeps the values at these paths, and all below them, to itself as well (I6). */
export function withSecrets(source: SettingsSource, secrets: readonly Path[]): SettingsSource {
  const own = secrets.map((path) => source.pathInFile(path));
  const isWithin = (path: Path, group: Path): boolean => group.every((step, index) => step === path[index]);
  return {
    ...source,
    isSecret(path) {
      const inside = source.pathInFile(path);
      return source.isSecret(path) || own.some((group) => isWithin(inside, group));
    },
  };
}

function asWritten({ line, column }: Position): Position {
  return { line, column };
}

function inFile(path: Path): Path {
  return path[0] === 'outputs' && path[2] === 'settings' ? [...path.slice(0, 2), ...path.slice(3)] : path;
}
