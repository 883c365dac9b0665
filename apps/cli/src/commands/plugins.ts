import { PluginsService } from '@tillbridge/admin';
import { OWN_PLUGINS } from '@tillbridge/application';
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
    const { registry, outputKinds } = await invocation.settings();
    const { messages } = invocation;
    const listed = new PluginsService(registry, outputKinds, OWN_PLUGINS).list();
    const said = (word: string): string => messages.plugins.words[word] ?? word;
    const rows = listed.map(({ id, kind, version, stability, state, folder }) => {
      return { id, kind, version, stability, state, folder: folder ?? messages.plugins.builtIn };
    });
    return {
      text: tableText(
        messages.plugins.header,
        rows.map(Object.values).map((row) => row.map(said)),
      ),
      data: { plugins: rows },
      findings: listed.flatMap(({ problem }) => (problem === null ? [] : [invocation.findingOf.problem(problem)])),
    };
  },
};
