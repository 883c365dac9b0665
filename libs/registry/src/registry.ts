import { TillbridgeError, problemOf, type Problem } from '@tillbridge/domain';
import type { Connector, ConnectorManifest, Output, OutputManifest } from '@tillbridge/plugin-kit';

import { hintedProblem } from '@tillbridge/settings';

import { callEntry, entryFile, entryPath, missingCalls, type EntryKind } from './entry-module.js';
import { findPlugins } from './find.js';
import { readManifest, type AnyManifest } from './manifest.js';
import { PLUGIN_PROBLEMS } from './problems.js';
import { nearestName } from './setting-problem.js';

/**
 * - found: its manifest is right; its code has not been asked for yet
 * - loaded: its code runs
 * - disabled: switched off by whoever opened the registry
 * - incompatible: written for another api
 * - invalid: manifest missing or wrong, or the id is taken
 * - failed: its code could not be loaded
 */
export type PluginState = 'found' | 'loaded' | 'disabled' | 'incompatible' | 'invalid' | 'failed';

export interface PluginEntry {
  /** null where the manifest does not tell. */
  readonly id: string | null;
  readonly folder: string;
  readonly state: PluginState;
  readonly manifest: AnyManifest | null;
  /** Why it cannot be used. */
  readonly problem: Problem | null;
}

export interface RegistryOptions {
  /** Absolute paths, in the order that decides which of two plugins of the same id is used. */
  readonly directories: readonly string[];
  readonly entry: EntryKind;
  readonly disabled?: readonly string[];
  /** Longest time for a plugin's module to load. Milliseconds. */
  readonly loadLimit?: number;
}

export interface Loaded<Manifest, Made> {
  readonly manifest: Manifest;
  readonly made: Made;
}

const LOAD_LIMIT = 10_000;

/** The plugins on disk. Opening it reads manifests only; code is loaded when a plugin is first asked for. */
export class PluginRegistry {
  private constructor(
    private readonly options: RegistryOptions,
    private readonly entries: PluginEntry[],
  ) {}

  /** Never fails for one plugin's sake: a bad one is listed with its reason. */
  static async open(options: RegistryOptions): Promise<PluginRegistry> {
    const { plugins, unreadable } = await findPlugins(options.directories);
    const entries: PluginEntry[] = unreadable.map((place) => ({
      ...place,
      id: null,
      state: 'invalid',
      manifest: null,
    }));
    for (const plugin of plugins) {
      const reading = await readManifest(plugin);
      const { folder } = plugin;
      if ('manifest' in reading) entries.push(admit(reading.manifest, folder, entries, options.disabled ?? []));
      else entries.push({ ...reading, folder, manifest: null });
    }
    return new PluginRegistry(options, entries);
  }

  list(): readonly PluginEntry[] {
    return [...this.entries];
  }

  /** @throws TillbridgeError `plugin.unknown` or the reason why it cannot be used */
  connectorManifest(id: string): ConnectorManifest {
    const { manifest } = this.usable(id, 'connector');
    if (manifest?.kind !== 'connector') throw this.unknown(id, 'connector');
    return manifest;
  }

  /** @throws TillbridgeError `plugin.unknown` or the reason why it cannot be used */
  outputManifest(id: string): OutputManifest {
    const { manifest } = this.usable(id, 'output');
    if (manifest?.kind !== 'output') throw this.unknown(id, 'output');
    return manifest;
  }

  /**
   * A new connector at each call, so that two connections share nothing inside it.
   *
   * @throws TillbridgeError `plugin.unknown`, `plugin.entry_missing`, `plugin.load_failed`
   */
  async connector(id: string): Promise<Loaded<ConnectorManifest, Connector>> {
    const manifest = this.connectorManifest(id);
    return { manifest, made: (await this.make(id, 'connector')) as Connector };
  }

  /** @throws TillbridgeError `plugin.unknown`, `plugin.entry_missing`, `plugin.load_failed` */
  async output(id: string): Promise<Loaded<OutputManifest, Output>> {
    const manifest = this.outputManifest(id);
    return { manifest, made: (await this.make(id, 'output')) as Output };
  }

  private async make(id: string, kind: 'connector' | 'output'): Promise<unknown> {
    const entry = this.usable(id, kind);
    const main = entry.manifest?.main ?? '';
    const { entry: entryKind, loadLimit = LOAD_LIMIT } = this.options;
    const path = await entryPath(entry.folder, main, entryKind);
    if (path === null) {
      const parameters = { id, main: entryFile(main, entryKind), folder: entry.folder };
      throw this.fail(entry, problemOf(PLUGIN_PROBLEMS, 'plugin.entry_missing', parameters));
    }
    try {
      const made = await callEntry(path, loadLimit);
      const missing = missingCalls(made, kind);
      if (missing.length > 0) throw new Error(`it lacks ${missing.join(', ')}`);
      this.replace(entry, { ...entry, state: 'loaded', problem: null });
      return made;
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      throw this.fail(entry, problemOf(PLUGIN_PROBLEMS, 'plugin.load_failed', { id, detail }), error);
    }
  }

  private usable(id: string, kind: 'connector' | 'output'): PluginEntry {
    const own = this.entries.filter((entry) => entry.id === id);
    const found = own.find(({ state }) => state === 'found' || state === 'loaded' || state === 'failed') ?? own[0];
    if (found === undefined) throw this.unknown(id, kind);
    // One that failed is tried again: a missing build may have been made since.
    if (found.problem !== null && found.state !== 'failed') throw new TillbridgeError(found.problem);
    return found;
  }

  private unknown(id: string, kind: 'connector' | 'output'): TillbridgeError {
    const ids = this.entries.flatMap((entry) => (entry.manifest?.kind === kind ? [entry.manifest.id] : []));
    const known = ids.join(', ') || '-';
    return new TillbridgeError(
      hintedProblem(PLUGIN_PROBLEMS, 'plugin.unknown', { id, kind, known }, nearestName(id, ids)),
    );
  }

  private fail(entry: PluginEntry, problem: Problem, cause?: unknown): TillbridgeError {
    this.replace(entry, { ...entry, state: 'failed', problem });
    return new TillbridgeError(problem, { cause });
  }

  private replace(entry: PluginEntry, next: PluginEntry): void {
    const index = this.entries.findIndex(({ id, folder }) => id === entry.id && folder === entry.folder);
    if (index >= 0) this.entries[index] = next;
  }
}

function admit(
  manifest: AnyManifest,
  folder: string,
  earlier: readonly PluginEntry[],
  disabled: readonly string[],
): PluginEntry {
  const { id } = manifest;
  const first = earlier.find((entry) => entry.id === id && entry.manifest !== null);
  if (first !== undefined) {
    const problem = problemOf(PLUGIN_PROBLEMS, 'plugin.duplicate', { id, folder, first: first.folder });
    return { id, folder, state: 'invalid', manifest: null, problem };
  }
  if (disabled.includes(id)) {
    return { id, folder, state: 'disabled', manifest, problem: problemOf(PLUGIN_PROBLEMS, 'plugin.disabled', { id }) };
  }
  return { id, folder, state: 'found', manifest, problem: null };
}
