import { readFile, readdir, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';

import { problemOf, type Problem } from '@tillbridge/domain';

import { PLUGIN_PROBLEMS } from './problems.js';

/** A folder whose package.json says that it is a plugin. */
export interface PluginFolder {
  readonly folder: string;
  /** As package.json names it, relative to the folder. */
  readonly manifestFile: string;
}

export interface Findings {
  readonly plugins: readonly PluginFolder[];
  readonly unreadable: readonly { readonly folder: string; readonly problem: Problem }[];
}

/**
 * A plugin is a folder whose package.json has `"tillbridge": { "manifest": "manifest.json" }`. Looked for in each
 * directory itself and in its immediate subfolders, in the order of their names.
 */
export async function findPlugins(directories: readonly string[]): Promise<Findings> {
  const plugins: PluginFolder[] = [];
  const unreadable: { folder: string; problem: Problem }[] = [];
  for (const directory of directories) {
    try {
      const names = (await readdir(directory)).sort();
      for (const folder of [directory, ...names.map((name) => join(directory, name))]) {
        const manifestFile = await manifestFileOf(folder);
        if (manifestFile !== null) plugins.push({ folder, manifestFile });
      }
    } catch (error) {
      const detail = error instanceof Error ? error.message : 'unknown';
      const parameters = { folder: directory, detail };
      unreadable.push({
        folder: directory,
        problem: problemOf(PLUGIN_PROBLEMS, 'plugin.directory_unreadable', parameters),
      });
    }
  }
  return { plugins, unreadable };
}

async function manifestFileOf(folder: string): Promise<string | null> {
  let text: string;
  try {
    text = await readFile(join(folder, 'package.json'), 'utf8');
  } catch {
    return null;
  }
  const field: unknown = jsonOrNull(text)?.['tillbridge'];
  if (typeof field !== 'object' || field === null || !('manifest' in field)) return null;
  return typeof field.manifest === 'string' ? field.manifest : '';
}

function jsonOrNull(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : null;
  } catch {
    return null;
  }
}

/**
 * The real path of a file that must lie inside the folder, links followed, so that a plugin cannot point the host at
 * code that its folder's owner did not put there. null where it is missing or outside.
 */
export async function insideFolder(folder: string, file: string): Promise<string | null> {
  if (file === '' || isAbsolute(file)) return null;
  try {
    const [root, target] = await Promise.all([realpath(folder), realpath(join(folder, file))]);
    const path = relative(root, target);
    return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path) ? null : target;
  } catch {
    return null;
  }
}
