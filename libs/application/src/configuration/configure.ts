import type { OutputInstance } from '@tillbridge/delivery';
import { type Problem, TillbridgeError } from '@tillbridge/domain';
import { type Egress, openEgress } from '@tillbridge/egress';
import { type OutputKind, outputKinds } from '@tillbridge/outputs';
import { type Manifest, problemOfCause } from '@tillbridge/plugin-kit';
import { checkPluginSettings, type EntryKind, PluginRegistry, secretsIn, stubCause } from '@tillbridge/registry';
import {
  hintedProblem,
  type LoadOptions,
  nearestName,
  type Path,
  type PluginNamed,
  type PluginsNamed,
  pluginsNamed,
  readSettings,
  type Settings,
  type SettingsSource,
  withSecrets,
} from '@tillbridge/settings';
import { withAbsolutePaths } from './output-paths.js';
import { placed } from './placed.js';
import { APPLICATION_PROBLEMS } from '../problems.js';
import { pluginDirectories } from './plugin-directories.js';
import { inOrderOfLines } from './problems-in-order.js';

export interface Configured {
  readonly settings: Settings;
  readonly source: SettingsSource;
  readonly registry: PluginRegistry;
  readonly outputs: readonly OutputInstance[];
  /** By name. */
  readonly outputKinds: ReadonlyMap<string, OutputKind>;
  /** Closes what the outputs opened to reach their receivers. */
  closeOutputs(): Promise<void>;
}

/**
 * The settings file with everything that depends on it: the plugins it names, and the settings of each connection and
 * output checked against the schema of its plugin. All problems at once, each with file and line (exit 78): what the
 * plugins object to is told even where the rest of the file is wrong.
 */
export async function configure(options: LoadOptions & { readonly entry: EntryKind }): Promise<Configured> {
  const { settings, source: read, problems } = readSettings(options);
  const plugins = pluginsNamed(read);
  const named = settings?.plugins.directories ?? plugins.directories;
  const directories = pluginDirectories(named, read.written(['plugins', 'directories']) !== undefined);
  const registry = await PluginRegistry.open({ directories, entry: options.entry });
  const source = withSecrets(read, secretsOfPlugins(registry, plugins));
  const [first, ...rest] = inOrderOfLines(problems, pluginProblems(registry, source, plugins));
  if (first !== undefined) throw new TillbridgeError([first, ...rest]);
  if (settings === null) throw new TypeError('settings were refused without a problem');
  return { settings, source, registry, ...openOutputs(settings, source) };
}

/** Where secrets stand by the plugins' own schemas, whatever their keys are named (I6). */
function secretsOfPlugins(registry: PluginRegistry, { connections, outputs }: PluginsNamed): Path[] {
  const manifests = new Map(registry.list().flatMap(({ id, manifest }) => (manifest === null ? [] : [[id, manifest]])));
  const ofOutputs = outputKinds();
  return [
    ...connections.flatMap(({ index, plugin, settings }) =>
      secretsOf(manifests.get(plugin), settings, ['connections', index, 'settings']),
    ),
    ...outputs.flatMap(({ index, plugin, settings }) =>
      secretsOf(ofOutputs.get(plugin)?.manifest, settings, ['outputs', index, 'settings']),
    ),
  ];
}

function secretsOf(
  manifest: Pick<Manifest, 'settings'> | undefined,
  settings: PluginNamed['settings'],
  at: Path,
): Path[] {
  return manifest === undefined ? [] : secretsIn(manifest, settings).map((path) => [...at, ...path]);
}

function pluginProblems(registry: PluginRegistry, source: SettingsSource, plugins: PluginsNamed): Problem[] {
  return [
    ...plugins.connections.flatMap((connection) => connectionProblems(registry, source, connection)),
    ...plugins.outputs.flatMap((output) => outputProblems(source, output)),
  ];
}

function connectionProblems(
  registry: PluginRegistry,
  source: SettingsSource,
  { index, plugin, settings }: PluginNamed,
): Problem[] {
  try {
    const manifest = registry.connectorManifest(plugin);
    const { problems } = checkPluginSettings(manifest, settings);
    const ofSettings = problems.map(({ path, problem }) =>
      placed(source, ['connections', index, 'settings', ...path], problem),
    );
    const stub = isActive(source, index) ? stubCause(manifest) : null;
    if (stub === null) return ofSettings;
    return [placed(source, ['connections', index, 'connector'], problemOfCause(stub)), ...ofSettings];
  } catch (error) {
    if (!(error instanceof TillbridgeError)) throw error;
    return error.problems.map((problem) => placed(source, ['connections', index, 'connector'], problem));
  }
}

/** As the file has it. The store, which may know of a pause since then, is not open yet. */
function isActive(source: SettingsSource, index: number): boolean {
  return source.written(['connections', index, 'active']) !== false;
}

function outputProblems(source: SettingsSource, { index, plugin, settings }: PluginNamed): Problem[] {
  const kind = outputKinds().get(plugin);
  if (kind === undefined) {
    const known = [...outputKinds().keys()];
    const parameters = { kind: plugin, known: known.join(', ') };
    const nearest = nearestName(plugin, known);
    const problem = hintedProblem(APPLICATION_PROBLEMS, 'output.kind_unknown', parameters, nearest);
    return [placed(source, ['outputs', index, 'kind'], problem)];
  }
  const { problems } = checkPluginSettings(kind.manifest, settings);
  return problems.map(({ path, problem }) => placed(source, ['outputs', index, 'settings', ...path], problem));
}

/** Makes the outputs of settings that were checked. The way outside is opened when an output first needs it. */
function openOutputs(
  { outputs: declared, network }: Settings,
  source: SettingsSource,
): Pick<Configured, 'outputs' | 'outputKinds' | 'closeOutputs'> {
  let egress: Egress | null = null;
  const kinds = outputKinds(() => (egress ??= openEgress(network)));
  const outputs = declared.flatMap(({ id, kind: name, since, hold, settings: given }) => {
    const kind = kinds.get(name);
    if (kind === undefined) return [];
    const settings = withAbsolutePaths(source, checkPluginSettings(kind.manifest, given).settings);
    return [{ id, kind: name, output: kind.create(), manifest: kind.manifest, settings, since, hold }];
  });
  return { outputs, outputKinds: kinds, closeOutputs: async () => egress?.close() };
}
