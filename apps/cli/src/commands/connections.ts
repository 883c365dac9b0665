import { type Instant, instantText, problemError, TillbridgeError } from '@tillbridge/domain';
import { problemOfCause } from '@tillbridge/plugin-kit';
import { stubCause } from '@tillbridge/registry';
import {
  connectionsOf,
  coverageEnd,
  credentialOf,
  declareConnection,
  mappingOf,
  setActive,
  shopsOf,
  type Store,
} from '@tillbridge/store';
import type { ConnectionSettings } from '@tillbridge/settings';
import { oneOf } from '../arguments.js';
import type { Arguments, Command, Outcome } from '../command.js';
import { CLI_PROBLEMS } from '../problems.js';
import { tableText } from '../report/table.js';
import type { Invocation } from '../invocation.js';
import { connectionNamed } from '@tillbridge/admin';

export const connections: Command = {
  name: 'connections',
  options: {},
  words: { least: 0, most: 2 },
  run: async ({ words }, invocation) => {
    const action = oneOf(words[0] ?? 'list', ['list', 'pause', 'resume', 'delete'], 'connections');
    if (action === 'list') return list(invocation);
    if (action === 'delete') {
      throw problemError(CLI_PROBLEMS, 'connections.delete_not_built', { connection: words[1] ?? '<connection>' });
    }
    return change({ words, values: {} }, action === 'resume', invocation);
  },
};

async function list(invocation: Invocation): Promise<Outcome> {
  const { settings } = await invocation.settings();
  const { store } = await invocation.application('connections');
  const { messages } = invocation;
  const rows = await Promise.all(settings.connections.map((connection) => describe(connection, store)));
  const table = rows.map((row) => [
    row.id,
    row.label,
    row.connector,
    row.active ? messages.yes : messages.no,
    messages.connections.access[row.access],
    String(row.locations),
    row.readTo ?? messages.connections.never,
  ]);
  const text = rows.length === 0 ? messages.connections.empty : tableText(messages.connections.header, table, [5]);
  return { text, data: { connections: rows }, findings: [] };
}

async function describe(connection: ConnectionSettings, store: Store) {
  const { id, label, connector, locations } = connection;
  const stored = (await connectionsOf(store.read)).find((row) => row.id === id);
  const credential = await credentialOf(store.read, id);
  const to = await readTo(id, store);
  return {
    id,
    label,
    connector,
    // After the first import the store decides.
    active: stored?.active ?? connection.active,
    access: credential?.state ?? ('none' as const),
    locations: locations.length,
    readTo: to === null ? null : instantText(to),
  };
}

/**
 * Up to where the sales of every mapped shop are read; null while one was never read. A shop that the POS does not list
 * is not waited for: nothing can be read from it.
 */
async function readTo(id: string, store: Store): Promise<Instant | null> {
  const listed = new Set((await shopsOf(store.read, id)).flatMap((row) => (row.listed ? [row.posId] : [])));
  const mapped = new Set((await mappingOf(store.read, id)).map(({ shop }) => shop));
  const shops = [...mapped.intersection(listed)];
  const ends = await coverageEnd(store.read, { connectionId: id, stream: 'sales', shops });
  const wholly = shops.length > 0 && shops.every((shop) => ends.has(shop));
  return wholly ? Math.min(...[...ends.values()].map((interval) => interval.to)) : null;
}

async function change({ words: [, id] }: Arguments, active: boolean, invocation: Invocation): Promise<Outcome> {
  const { settings, registry } = await invocation.settings();
  if (id === undefined) throw problemError(CLI_PROBLEMS, 'cli.word_missing', { command: 'connections' });
  const connection = connectionNamed(settings, id);
  const stub = active ? stubCause(registry.connectorManifest(connection.connector)) : null;
  if (stub !== null) throw new TillbridgeError(problemOfCause(stub));
  const { store } = await invocation.application('connections');
  await store.transaction(null, async (transaction) => {
    await declareConnection(transaction, connection, invocation.io.clock.now());
    await setActive(transaction, id, active);
  });
  const { resumed, paused } = invocation.messages.connections;
  return { text: active ? resumed(id) : paused(id), data: { connection: id, active }, findings: [] };
}
