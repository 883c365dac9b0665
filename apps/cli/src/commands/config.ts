import { describeSettings, originText, warningsOf } from '@tillbridge/settings';
import { oneOf } from '../arguments.js';
import type { Command, Outcome } from '../command.js';
import { findingText } from '../report/findings.js';
import { tableText } from '../report/table.js';
import type { Invocation } from '../invocation.js';

export const config: Command = {
  name: 'config',
  options: {},
  words: { least: 1, most: 1 },
  run: async ({ words: [word = ''] }, invocation) => {
    const action = oneOf(word, ['check', 'print', 'diff', 'migrate'], 'config');
    if (action === 'check') return check(invocation);
    if (action === 'migrate') return migrate(invocation);
    return action === 'print' ? print(invocation) : diff(invocation);
  },
};

/** Loading the settings is the check: everything wrong is thrown at once. What is only unwise is told beside it. */
async function check(invocation: Invocation): Promise<Outcome> {
  const configured = await invocation.settings();
  const { config: said } = invocation.messages;
  const { file, connections, outputs } = configured.settings;
  const locations = connections.flatMap((connection) => connection.locations).length;
  const counts = said.counts(connections.length, locations, outputs.length);
  const warnings = warningsOf(configured).map((problem) => invocation.findingOf.problem(problem));
  const text = [said.good(file ?? said.defaults), counts, ...warnings.map((each) => said.warning(findingText(each)))];
  return { text: text.join('\n').trimEnd(), data: { file, warnings }, findings: [] };
}

async function print(invocation: Invocation): Promise<Outcome> {
  const configured = await invocation.settings();
  const settings = describeSettings(configured);
  const { header, byDefault } = invocation.messages.config;
  const rows = settings.map((entry) => {
    const origin = entry.line === null ? byDefault : originText(configured, entry);
    return [entry.key, valueText(entry.value), origin];
  });
  return { text: tableText(header, rows), data: { settings }, findings: [] };
}

/** Opening the application is what brings the schema up to date; every other command does it as well. */
async function migrate(invocation: Invocation): Promise<Outcome> {
  await invocation.application('config migrate');
  return { text: invocation.messages.config.migrated, data: {}, findings: [] };
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

async function diff(invocation: Invocation): Promise<Outcome> {
  const { settings } = await invocation.settings();
  const { store } = await invocation.application('config diff');
  const { config: said } = invocation.messages;
  const { settingsAgainstStore } = await import('../configuration/settings-against-store.js');
  const differences = await settingsAgainstStore(settings, store, said);
  const rows = differences.map(({ what, file, store: stored, holds }) => [
    what,
    file ?? said.absent,
    stored ?? said.absent,
    said[holds],
  ]);
  const text = rows.length === 0 ? said.same : tableText(said.diffHeader, rows);
  return { text, data: { differences }, findings: [] };
}
