import { outputKinds } from '@tillbridge/outputs';
import { oneOf } from '../arguments.js';
import type { Command } from '../command.js';
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
    const found = entries.map(({ id, manifest, state, folder }) => ({
      id: id ?? '?',
      kind: manifest?.kind ?? '?',
      version: manifest?.version ?? '?',
      stability: manifest?.stability ?? '?',
      state,
      folder,
    }));
    const rows = [...found, ...builtIn];
    return {
      text: tableText(messages.plugins.header, rows.map(Object.values)),
      data: { plugins: rows },
      findings: entries.flatMap(({ problem }) => (problem === null ? [] : [invocation.findingOf.problem(problem)])),
    };
  },
};
