import { problemError } from '@tillbridge/domain';
import { approvalOf, saveApproval } from '@tillbridge/store';
import { oneOf } from '../arguments.js';
import type { Command, Outcome } from '../command.js';
import { cliProblems } from '../problems.js';
import { tableText } from '../report/table.js';
import type { Session } from '../session.js';
import { outputNamed } from '../configuration/named.js';

export const outputs: Command = {
  name: 'outputs',
  options: {},
  words: { least: 0, most: 2 },
  run: async ({ words: [word = 'list', id] }, session) => {
    const action = oneOf(word, ['list', 'approve', 'hold'], 'outputs');
    if (action === 'list') return list(session);
    if (id === undefined) throw problemError(cliProblems, 'cli.word_missing', { command: 'outputs' });
    return decide(id, action === 'approve', session);
  },
};

async function list(session: Session): Promise<Outcome> {
  const { outputs: instances } = await session.settings();
  const { store } = await session.application('outputs');
  const { messages } = session;
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

async function decide(id: string, approved: boolean, session: Session): Promise<Outcome> {
  const { hold } = outputNamed((await session.settings()).outputs, id);
  const { store } = await session.application('outputs');
  const at = session.io.clock.now();
  await store.transaction(null, (transaction) =>
    saveApproval(transaction, { output: id, approved, actor: 'command line', at }),
  );
  const { messages } = session;
  const said = approved ? messages.outputs.approved(id) : messages.outputs.heldBack(id);
  const text = hold ? said : `${said}\n${messages.outputs.onlyWithHold(id)}`;
  return { text, data: { output: id, approved }, findings: [] };
}
