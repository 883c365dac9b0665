import { KeysService, keyView } from '@tillbridge/admin';
import { instantText, problemError } from '@tillbridge/domain';
import { isSet, lineOf, oneOf } from '../arguments.js';
import { authorOf } from '../author.js';
import type { Command, Outcome, Values } from '../command.js';
import { CLI_PROBLEMS } from '../problems.js';
import { tableText } from '../report/table.js';
import type { Invocation } from '../invocation.js';

/** As the API has it. Characters. */
const LONGEST_LABEL = 200;

export const key: Command = {
  name: 'key',
  options: { label: { type: 'string' }, yes: { type: 'boolean' }, reason: { type: 'string' } },
  words: { least: 0, most: 2 },
  run: async ({ words: [word = 'list', id], values }, invocation) => {
    const action = oneOf(word, ['list', 'create', 'revoke'], 'key');
    if (action === 'list') return list(invocation);
    return action === 'create' ? create(values, invocation) : revoke(id, values, invocation);
  },
};

async function list(invocation: Invocation): Promise<Outcome> {
  const { context } = await invocation.application('key');
  const rows = await context.get(KeysService).list();
  const { header, empty, never } = invocation.messages.key;
  const textOrNever = (at: number | null): string => (at === null ? never : instantText(at));
  const table = rows.map(({ id, label, createdAt, createdBy, lastUsedAt, revokedAt }) => [
    id,
    label,
    instantText(createdAt),
    createdBy,
    textOrNever(lastUsedAt),
    textOrNever(revokedAt),
  ]);
  return {
    text: rows.length === 0 ? empty : tableText(header, table),
    data: { keys: rows.map(keyView) },
    findings: [],
  };
}

/** The one moment at which the key can be read: only its hash is kept. */
async function create(values: Values, invocation: Invocation): Promise<Outcome> {
  const label = lineOf(values, 'label', LONGEST_LABEL) ?? 'command line';
  const { context } = await invocation.application('key create');
  const made = await context.get(KeysService).create(label, authorOf(values));
  return { text: invocation.messages.key.created(made.key), data: { ...made }, findings: [] };
}

async function revoke(id: string | undefined, values: Values, invocation: Invocation): Promise<Outcome> {
  if (id === undefined) throw problemError(CLI_PROBLEMS, 'cli.word_missing', { command: 'key' });
  const { context } = await invocation.application('key revoke');
  await context.get(KeysService).revoke(id, { evenLast: isSet(values, 'yes') }, authorOf(values));
  return { text: invocation.messages.key.revoked(id), data: { key: id, revoked: true }, findings: [] };
}
