import { ConnectionsService, connectionNamed, DeletionService, type DeletionReport } from '@tillbridge/admin';
import { problemError } from '@tillbridge/domain';
import { isSet, oneOf, textOf } from '../arguments.js';
import { authorOf } from '../author.js';
import type { Command, Outcome, Values } from '../command.js';
import { CLI_PROBLEMS } from '../problems.js';
import { tableText } from '../report/table.js';
import type { Invocation } from '../invocation.js';

export const connections: Command = {
  name: 'connections',
  options: { yes: { type: 'boolean' }, figures: { type: 'string' }, reason: { type: 'string' } },
  words: { least: 0, most: 2 },
  run: async ({ words: [word = 'list', id], values }, invocation) => {
    const action = oneOf(word, ['list', 'pause', 'resume', 'delete'], 'connections');
    if (action === 'list') return list(invocation);
    if (id === undefined) throw problemError(CLI_PROBLEMS, 'cli.word_missing', { command: 'connections' });
    connectionNamed((await invocation.settings()).settings, id);
    return action === 'delete' ? remove(id, values, invocation) : change(id, action, { values, invocation });
  },
};

async function list(invocation: Invocation): Promise<Outcome> {
  const { context } = await invocation.application('connections');
  const { messages } = invocation;
  const rows = await context.get(ConnectionsService).list();
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

async function change(
  id: string,
  action: 'pause' | 'resume',
  { values, invocation }: { readonly values: Values; readonly invocation: Invocation },
): Promise<Outcome> {
  const { context } = await invocation.application('connections');
  const service = context.get(ConnectionsService);
  const { resumed, paused } = invocation.messages.connections;
  if (action === 'resume') await service.resume(id, authorOf(values));
  else await service.pause(id, authorOf(values));
  const active = action === 'resume';
  return { text: active ? resumed(id) : paused(id), data: { connection: id, active }, findings: [] };
}

/** The id is typed once more, or `--yes` says that it is meant. */
async function remove(id: string, values: Values, invocation: Invocation): Promise<Outcome> {
  const figures = oneOf(textOf(values, 'figures') ?? 'keep', ['keep', 'delete'], '--figures');
  const { connections: said } = invocation.messages;
  const mustAsk = !isSet(values, 'yes') && invocation.canAsk;
  const typed = mustAsk ? await invocation.ask(said.confirmDeletion(id, figures === 'delete')) : null;
  const confirm = isSet(values, 'yes') ? id : (typed?.trim() ?? null);
  const { context } = await invocation.application('connections delete');
  const report = await context.get(DeletionService).delete(id, { confirm, figures }, authorOf(values));
  return { text: deletedText(report, invocation), data: { ...report }, findings: [] };
}

function deletedText({ connection, access, figures }: DeletionReport, { messages }: Invocation): string {
  const said = messages.connections;
  const ofPos = access === 'revoked' || access === 'none' ? [] : [said.removeAtPos];
  return [said.deleted(connection), said.figures[figures], ...ofPos].join('\n');
}
