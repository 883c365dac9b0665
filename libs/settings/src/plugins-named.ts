import { OUTPUT_KEYS } from './schema/outputs.js';
import type { SettingsSource } from './source.js';

type Group = Readonly<Record<string, unknown>>;

/** What a plugin is given, by its place in the list. */
export interface PluginNamed {
  readonly index: number;
  readonly plugin: string;
  readonly settings: Group;
}

export interface PluginsNamed {
  /** Absolute. */
  readonly directories: readonly string[];
  readonly connections: readonly PluginNamed[];
  readonly outputs: readonly PluginNamed[];
}

const USUAL_DIRECTORY = 'plugins';

/**
 * The plugins that a file names, as far as they can be read even where the rest of the file is wrong, so that the
 * problems of their settings are told together with all others.
 */
export function pluginsNamed(source: SettingsSource): PluginsNamed {
  const directories = listOf(source.written(['plugins', 'directories'])).filter((path) => typeof path === 'string');
  const connections = groupsOf(source.written(['connections']));
  const outputs = groupsOf(source.written(['outputs']));
  const own: readonly string[] = OUTPUT_KEYS;
  return {
    directories: (directories.length === 0 ? [USUAL_DIRECTORY] : directories).map((path) => source.resolvePath(path)),
    connections: connections.flatMap(({ index, group }) => named(index, group['connector'], group['settings'] ?? {})),
    outputs: outputs.flatMap(({ index, group }) => {
      const settings = Object.fromEntries(Object.entries(group).filter(([name]) => !own.includes(name)));
      return named(index, group['kind'], settings);
    }),
  };
}

function named(index: number, plugin: unknown, settings: unknown): PluginNamed[] {
  return typeof plugin === 'string' && isGroup(settings) ? [{ index, plugin, settings }] : [];
}

function groupsOf(value: unknown): Array<{ readonly index: number; readonly group: Group }> {
  return listOf(value).flatMap((group, index) => (isGroup(group) ? [{ index, group }] : []));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
