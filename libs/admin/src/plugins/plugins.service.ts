import { dirname } from 'node:path';
import type { Problem } from '@tillbridge/domain';
import type { OutputKind } from '@tillbridge/outputs';
import type { JsonSchema } from '@tillbridge/plugin-kit';
import type { PluginEntry, PluginRegistry } from '@tillbridge/registry';

export interface PluginView {
  readonly id: string;
  readonly kind: string;
  readonly version: string;
  readonly stability: string;
  /** Such as `found` or `refused`; `replaced`: one of the program's own whose place another took on purpose. */
  readonly state: string;
  /** null: built in. */
  readonly folder: string | null;
  readonly problem: Problem | null;
}

export class PluginsService {
  constructor(
    private readonly registry: PluginRegistry,
    private readonly outputKinds: ReadonlyMap<string, OutputKind>,
    /** Where the program's own plugins are. */
    private readonly own: string,
  ) {}

  list(): PluginView[] {
    const found = this.registry.list().map((entry) => ({
      id: entry.id ?? '?',
      kind: entry.manifest?.kind ?? '?',
      version: entry.manifest?.version ?? '?',
      stability: entry.manifest?.stability ?? '?',
      state: this.isReplaced(entry) ? 'replaced' : entry.state,
      folder: entry.folder,
      problem: this.isReplaced(entry) ? null : entry.problem,
    }));
    const builtIn = [...this.outputKinds.values()].map(({ manifest: { id, kind, version, stability } }) => {
      return { id, kind, version, stability, state: 'found', folder: null, problem: null };
    });
    return [...found, ...builtIn];
  }

  /** What may stand under the settings of a connection or an output; empty where there is no such plugin that works. */
  settingsOf(id: string): JsonSchema {
    const builtIn = [...this.outputKinds.values()].find(({ manifest }) => manifest.id === id)?.manifest;
    const found = this.registry.list().find((entry) => entry.id === id && entry.problem === null)?.manifest;
    return (found ?? builtIn)?.settings ?? {};
  }

  private isReplaced({ folder, problem }: PluginEntry): boolean {
    return problem?.code === 'plugin.duplicate' && dirname(folder) === this.own;
  }
}
