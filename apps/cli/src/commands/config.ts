import { describeSettings, originText } from '@tillbridge/settings';
import { oneOf } from '../arguments.js';
import type { Command, Outcome } from '../command.js';
import { tableText } from '../report/table.js';
import type { Session } from '../session.js';

export const config: Command = {
  name: 'config',
  options: {},
  words: { least: 1, most: 1 },
  run: async ({ words: [word = ''] }, session) => {
    const action = oneOf(word, ['check', 'print', 'diff', 'migrate'], 'config');
    if (action === 'check') return check(session);
    if (action === 'migrate') return migrate(session);
    return action === 'print' ? print(session) : diff(session);
  },
};

/** Loading the settings is the check: everything wrong is thrown at once. */
async function check(session: Session): Promise<Outcome> {
  const { settings } = await session.settings();
  const { config: said } = session.messages;
  const { file, connections, outputs } = settings;
  const locations = connections.flatMap((connection) => connection.locations).length;
  const counts = said.counts(connections.length, locations, outputs.length);
  return { text: `${said.good(file ?? said.defaults)}\n${counts}`, data: { file }, findings: [] };
}

async function print(session: Session): Promise<Outcome> {
  const configured = await session.settings();
  const settings = describeSettings(configured);
  const rows = settings.map((entry) => [entry.key, valueText(entry.value), originText(configured, entry)]);
  return { text: tableText(session.messages.config.header, rows), data: { settings }, findings: [] };
}

/** Opening the application is what brings the schema up to date; every other command does it as well. */
async function migrate(session: Session): Promise<Outcome> {
  await session.application('config migrate');
  return { text: session.messages.config.migrated, data: {}, findings: [] };
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

async function diff(session: Session): Promise<Outcome> {
  const { settings } = await session.settings();
  const { store } = await session.application('config diff');
  const { config: said } = session.messages;
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
