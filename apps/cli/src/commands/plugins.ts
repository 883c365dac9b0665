import { PluginsService } from '@tillbridge/admin';
import { OWN_PLUGINS } from '@tillbridge/application';
import { problemError } from '@tillbridge/domain';
import { oneOf } from '../arguments.js';
import type { Command } from '../command.js';
import { CLI_PROBLEMS } from '../problems.js';
import { pluginSettingsText } from '../report/plugin-settings.js';
import { tableText } from '../report/table.js';

/** A plugin that cannot be used is named with its reason; only a connection that needs it makes that a failure. */
export const plugins: Command = {
  name: 'plugins',
  options: {},
  words: { least: 0, most: 2 },
  run: async ({ words: [word = 'list', id] }, invocation) => {
    const action = oneOf(word, ['list', 'show'], 'plugins');
    const { registry, outputKinds } = await invocation.settings();
    const { messages } = invocation;
    const service = new PluginsService(registry, outputKinds, OWN_PLUGINS);
    const listed = service.list();
    if (action === 'show') {
      if (id === undefined) throw problemError(CLI_PROBLEMS, 'cli.word_missing', { command: 'plugins' });
      const usable = listed.filter(({ problem }) => problem === null).map((each) => each.id);
      const plugin = oneOf(id, [...new Set(usable)], 'plugins show');
      const settings = service.settingsOf(plugin);
      return { text: pluginSettingsText(settings, invocation), data: { plugin, settings }, findings: [] };
    }
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
