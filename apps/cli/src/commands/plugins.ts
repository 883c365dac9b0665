import { dirname } from 'node:path';
import { outputKinds } from '@tillbridge/outputs';
import type { PluginEntry } from '@tillbridge/registry';
import { oneOf } from '../arguments.js';
import type { Command } from '../command.js';
import { OWN_PLUGINS } from '@tillbridge/application';
import { tableText } from '../report/table.js';

/** A plugin that cannot be used is named with its reason; only a connection that needs it makes that a failure. */
export const plugins: Command = {
  name: 'plugins',
  options: {},
  words: { least: 0, most: 1 },
  run: async ({ words: [word = 'list'] }, invocation) => {
    oneOf(word, ['list'], 'plugins');
    const { registry } = await invocation.settings();
    const { messages } = invocation;
    const builtIn = [...outputKinds().values()].map(({ manifest }) => ({
      id: manifest.id,
      kind: manifest.kind,
      version: manifest.version,
      stability: manifest.stability,
      state: 'found',
      folder: messages.plugins.builtIn,
    }));
    const entries = registry.list();
    const found = entries.map((entry) => ({
      id: entry.id ?? '?',
      kind: entry.manifest?.kind ?? '?',
      version: entry.manifest?.version ?? '?',
      stability: entry.manifest?.stability ?? '?',
      state: isReplaced(entry) ? 'replaced' : entry.state,
      folder: entry.folder,
    }));
    const rows = [...found, ...builtIn];
    return {
      text: tableText(messages.plugins.header, rows.map(Object.values)),
      data: { plugins: rows },
      findings: entries.flatMap((entry) =>
        entry.problem === null || isReplaced(entry) ? [] : [invocation.findingOf.problem(entry.problem)],
      ),
    };
  },
};

/** One of the program's own whose place a directory of the settings has taken, on purpose. */
function isReplaced({ folder, problem }: PluginEntry): boolean {
  return problem?.code === 'plugin.duplicate' && dirname(folder) === OWN_PLUGINS;
}
