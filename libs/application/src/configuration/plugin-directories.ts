import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** The plugins that come with the program: from `src` and from `dist` up to the top of the project. */
export const OWN_PLUGINS = join(import.meta.dirname, '..', '..', '..', '..', 'plugins');

/**
 * Where plugins are looked for: the directories of the settings, then the program's own, so that those are found
 * whatever the working directory, and give way to one of the settings with the same id.
 *
 * @param named absolute; of the settings
 * @param chosen false where the settings say nothing, so that the usual folder need not be there
 */
export function pluginDirectories(named: readonly string[], chosen: boolean, own = OWN_PLUGINS): readonly string[] {
  const sought = chosen ? named : named.filter((directory) => existsSync(directory));
  return sought.some((directory) => isSame(directory, own)) ? sought : [...sought, own];
}

function isSame(one: string, other: string): boolean {
  return one === other || (existsSync(one) && existsSync(other) && realpathSync(one) === realpathSync(other));
}
