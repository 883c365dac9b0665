import { join } from 'node:path';
import type { OutputInstance } from '@tillbridge/delivery';
import { type Problem, TillbridgeError } from '@tillbridge/domain';
import { outputKinds } from '@tillbridge/outputs';
import { checkPluginSettings, type EntryKind, PluginRegistry } from '@tillbridge/registry';
import {
  loadSettings,
  type LoadOptions,
  type OutputSettings,
  type Settings,
  type SettingsSource,
} from '@tillbridge/settings';
import { cliProblems } from './problems.js';
import { placed } from './placed.js';

export interface Configured {
  readonly settings: Settings;
  readonly source: SettingsSource;
  readonly registry: PluginRegistry;
  readonly outputs: readonly OutputInstance[];
}

/**
 * The settings file with everything that hangs on it: the plugins it names, and the settings of each connection and
 * output checked against the schema of its plugin. All problems at once, each with file and line (exit 78).
 */
export async function configure(options: LoadOptions & { readonly entry: EntryKind }): Promise<Configured> {
  const { settings, source } = loadSettings(options);
  const registry = await PluginRegistry.open({ directories: settings.plugins.directories, entry: options.entry });
  const problems: Problem[] = settings.connections.flatMap((connection, index) =>
    connectionProblems(registry, source, { connection, index }),
  );
  const outputs: OutputInstance[] = [];
  for (const [index, output] of settings.outputs.entries()) {
    const opened = openOutput(source, output, index);
    if (Array.isArray(opened)) problems.push(...opened);
    else outputs.push(opened);
  }
  const [first, ...rest] = problems;
  if (first !== undefined) throw new TillbridgeError([first, ...rest]);
  return { settings, source, registry, outputs };
}

function connectionProblems(
  registry: PluginRegistry,
  source: SettingsSource,
  { connection, index }: { connection: Settings['connections'][number]; index: number },
): Problem[] {
  try {
    const manifest = registry.connectorManifest(connection.connector);
    const { problems } = checkPluginSettings(manifest, connection.settings);
    return problems.map(({ path, problem }) => placed(source, ['connections', index, 'settings', ...path], problem));
  } catch (error) {
    if (!(error instanceof TillbridgeError)) throw error;
    return error.problems.map((problem) => placed(source, ['connections', index, 'connector'], problem));
  }
}

function openOutput(source: SettingsSource, output: OutputSettings, index: number): OutputInstance | Problem[] {
  const kind = outputKinds().get(output.kind);
  if (kind === undefined) {
    const known = [...outputKinds().keys()].join(', ');
    const problem = { code: 'output.kind_unknown', definition: cliProblems['output.kind_unknown'] };
    return [placed(source, ['outputs', index, 'kind'], { ...problem, parameters: { kind: output.kind, known } })];
  }
  const { settings, problems } = checkPluginSettings(kind.manifest, output.settings);
  if (problems.length > 0) {
    return problems.map(({ path, problem }) => placed(source, ['outputs', index, 'settings', ...path], problem));
  }
  const { id, since, hold } = output;
  return {
    id,
    kind: output.kind,
    output: kind.create(),
    manifest: kind.manifest,
    settings: withAbsoluteDirectory(source, settings),
    since,
    hold,
  };
}

/** Relative paths of outputs follow the same rule as all others in the file. */
function withAbsoluteDirectory(
  source: SettingsSource,
  settings: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { directory } = settings;
  return typeof directory === 'string' ? { ...settings, directory: source.resolvePath(join(directory)) } : settings;
}
