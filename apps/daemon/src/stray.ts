import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PluginEntry } from '@tillbridge/registry';

/**
 * The plugin whose code stands in the stack of a failure that nobody waited for; null where none does. A plugin may drop
 * a promise, and the daemon must not end for it.
 */
export function pluginBehind(
  reason: unknown,
  plugins: ReadonlyArray<Pick<PluginEntry, 'id' | 'folder'>>,
): string | null {
  const stack = reason instanceof Error ? (reason.stack ?? '') : '';
  const files = [...stack.matchAll(/(file:\/\/[^\s)]+?|\/[^\s():]+)(?::\d+)+\)?$/gm)].map(([, file = '']) =>
    pathOf(file),
  );
  const found = plugins.find(({ folder }) => files.some((file) => file.startsWith(folder + sep)));
  return found?.id ?? null;
}

function pathOf(file: string): string {
  return URL.canParse(file) && file.startsWith('file:') ? fileURLToPath(file) : file;
}
