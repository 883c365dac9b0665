import { outputNamed, OutputsService, type OutputView } from '@tillbridge/admin';
import { problemError } from '@tillbridge/domain';
import { sayEvidence } from '@tillbridge/plugin-kit';
import { oneOf, requiredText } from '../arguments.js';
import { authorOf } from '../author.js';
import type { Command, Outcome, Values } from '../command.js';
import { CLI_PROBLEMS } from '../problems.js';
import { tableText } from '../report/table.js';
import type { Invocation } from '../invocation.js';

const ACTIONS = ['list', 'approve', 'hold', 'pause', 'resume', 'ddl', 'test'] as const;

export const outputs: Command = {
  name: 'outputs',
  options: { reason: { type: 'string' } },
  words: { least: 0, most: 2 },
  run: async ({ words: [word = 'list', id], values }, invocation) => {
    const action = oneOf(word, ACTIONS, 'outputs');
    if (action === 'list') return list(invocation);
    if (id === undefined) throw problemError(CLI_PROBLEMS, 'cli.word_missing', { command: 'outputs' });
    outputNamed((await invocation.settings()).outputs, id);
    if (action === 'ddl') return ddl(id, invocation);
    if (action === 'test') return test(id, invocation);
    if (action === 'pause' || action === 'resume') return stop(id, action, { values, invocation });
    return decide(id, action === 'approve', { values, invocation });
  },
};

interface Given {
  readonly values: Values;
  readonly invocation: Invocation;
}

async function list(invocation: Invocation): Promise<Outcome> {
  const { context } = await invocation.application('outputs');
  const rows = await context.get(OutputsService).list();
  const table = rows.map((row) => rowText(row, invocation));
  return { text: tableText(invocation.messages.outputs.header, table), data: { outputs: rows }, findings: [] };
}

function rowText(
  { id, kind, layout, hold, approved, paused, breaker }: OutputView,
  { messages }: Invocation,
): string[] {
  const yesOrNo = (value: boolean): string => (value ? messages.yes : messages.no);
  return [
    id,
    kind,
    layout ?? '-',
    yesOrNo(hold),
    approved === null ? messages.outputs.notDecided : yesOrNo(approved),
    paused === null ? messages.no : messages.outputs.pausedSince(paused.since, paused.reason),
    breaker === null ? messages.no : messages.outputs.downSince(breaker.since, breaker.nextTry, breaker.reason ?? '-'),
  ];
}

async function decide(id: string, approved: boolean, { values, invocation }: Given): Promise<Outcome> {
  const { context } = await invocation.application('outputs');
  const { hold } = await context.get(OutputsService).decide(id, approved, authorOf(values));
  const { messages } = invocation;
  const said = approved ? messages.outputs.approved(id) : messages.outputs.heldBack(id);
  const text = hold ? said : `${said}\n${messages.outputs.onlyWithHold(id)}`;
  return { text, data: { output: id, approved }, findings: [] };
}

async function stop(id: string, action: 'pause' | 'resume', { values, invocation }: Given): Promise<Outcome> {
  if (action === 'pause') requiredText(values, 'reason');
  const { context } = await invocation.application('outputs');
  const service = context.get(OutputsService);
  const { outputs: said } = invocation.messages;
  if (action === 'pause') await service.pause(id, authorOf(values));
  else await service.resume(id, authorOf(values));
  const paused = action === 'pause';
  return { text: paused ? said.paused(id) : said.resumed(id), data: { output: id, paused }, findings: [] };
}

/** The statements alone, so that they can be piped to whoever may run them. */
async function ddl(id: string, invocation: Invocation): Promise<Outcome> {
  const { outputs: instances, outputKinds } = await invocation.settings();
  const { kind, settings } = outputNamed(instances, id);
  const text = outputKinds.get(kind)?.ddl?.(settings);
  if (text === undefined) throw problemError(CLI_PROBLEMS, 'outputs.no_tables', { output: id, kind });
  return { text, data: { output: id, ddl: text }, findings: [] };
}

async function test(id: string, invocation: Invocation): Promise<Outcome> {
  const { context } = await invocation.application('outputs');
  const { sent, found } = await context.get(OutputsService).test(id, invocation.io.signal);
  const { status, cause } = found;
  const evidence = sayEvidence(found, invocation.language);
  const { check } = invocation.messages;
  return {
    text: `${check.output(id)}  ${check[status]}  ${evidence}`.trimEnd(),
    data: { output: id, sent, status, evidence },
    findings: cause === undefined ? [] : [invocation.findingOf.cause(cause)],
  };
}
