import { problemError } from '@tillbridge/domain';
import { sayEvidence } from '@tillbridge/outputs';
import { approvalOf, saveApproval } from '@tillbridge/store';
import { oneOf } from '../arguments.js';
import type { Command, Outcome } from '../command.js';
import { outputContext } from '../delivery/output-context.js';
import { CLI_PROBLEMS } from '../problems.js';
import { tableText } from '../report/table.js';
import type { Invocation } from '../invocation.js';
import { outputNamed } from '@tillbridge/admin';

export const outputs: Command = {
  name: 'outputs',
  options: {},
  words: { least: 0, most: 2 },
  run: async ({ words: [word = 'list', id] }, invocation) => {
    const action = oneOf(word, ['list', 'approve', 'hold', 'ddl', 'test'], 'outputs');
    if (action === 'list') return list(invocation);
    if (id === undefined) throw problemError(CLI_PROBLEMS, 'cli.word_missing', { command: 'outputs' });
    if (action === 'ddl') return ddl(id, invocation);
    if (action === 'test') return test(id, invocation);
    return decide(id, action === 'approve', invocation);
  },
};

async function list(invocation: Invocation): Promise<Outcome> {
  const { outputs: instances } = await invocation.settings();
  const { store } = await invocation.application('outputs');
  const { messages } = invocation;
  const rows = await Promise.all(
    instances.map(async ({ id, kind, settings, hold }) => ({
      id,
      kind,
      layout: typeof settings['layout'] === 'string' ? settings['layout'] : null,
      hold,
      approved: await approvalOf(store.read, id),
    })),
  );
  const yesOrNo = (value: boolean): string => (value ? messages.yes : messages.no);
  const table = rows.map(({ id, kind, layout, hold, approved }) => [
    id,
    kind,
    layout ?? '-',
    yesOrNo(hold),
    approved === null ? messages.outputs.notDecided : yesOrNo(approved),
  ]);
  return { text: tableText(messages.outputs.header, table), data: { outputs: rows }, findings: [] };
}

async function decide(id: string, approved: boolean, invocation: Invocation): Promise<Outcome> {
  const { hold } = outputNamed((await invocation.settings()).outputs, id);
  const { store } = await invocation.application('outputs');
  const at = invocation.io.clock.now();
  await store.transaction(null, (transaction) =>
    saveApproval(transaction, { output: id, approved, actor: 'command line', at }),
  );
  const { messages } = invocation;
  const said = approved ? messages.outputs.approved(id) : messages.outputs.heldBack(id);
  const text = hold ? said : `${said}\n${messages.outputs.onlyWithHold(id)}`;
  return { text, data: { output: id, approved }, findings: [] };
}

/** The statements alone, so that they can be piped to whoever may run them. */
async function ddl(id: string, invocation: Invocation): Promise<Outcome> {
  const { outputs: instances, outputKinds } = await invocation.settings();
  const { kind, settings } = outputNamed(instances, id);
  const text = outputKinds.get(kind)?.ddl?.(settings);
  if (text === undefined) throw problemError(CLI_PROBLEMS, 'outputs.no_tables', { output: id, kind });
  return { text, data: { output: id, ddl: text }, findings: [] };
}

/** Sends something of no consequence where the kind has a way to; else it looks only, as `check` does. */
async function test(id: string, invocation: Invocation): Promise<Outcome> {
  const { outputs: instances, outputKinds } = await invocation.settings();
  const instance = outputNamed(instances, id);
  const context = outputContext(instance, invocation.io);
  const sending = outputKinds.get(instance.kind)?.test;
  const found = await (sending?.(context) ?? instance.output.check(context));
  const { status, cause } = found;
  const evidence = sayEvidence(found, invocation.language);
  const { check } = invocation.messages;
  return {
    text: `${check.output(id)}  ${check[status]}  ${evidence}`.trimEnd(),
    data: { output: id, sent: sending !== undefined, status, evidence },
    findings: cause === undefined ? [] : [invocation.findingOf.cause(cause)],
  };
}
