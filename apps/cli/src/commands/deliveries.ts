import {
  type DeliveryView,
  DeliveriesService,
  datesOrLastDays,
  outputNamed,
  OutputsService,
  type Period,
} from '@tillbridge/admin';
import { problemError } from '@tillbridge/domain';
import { SYNC_PROBLEMS } from '@tillbridge/sync';
import { oneOf, requiredText, textOf } from '../arguments.js';
import { authorOf } from '../author.js';
import type { Command, Outcome, Values } from '../command.js';
import { deliveryFindings } from '../report/import-findings.js';
import { outputsText } from '../report/outputs-text.js';
import { tableText } from '../report/table.js';
import type { Invocation } from '../invocation.js';
import { countOption, dateOption } from '../dates/date-options.js';
import { sendNow } from '../delivery/send-now.js';

export const deliveries: Command = {
  name: 'deliveries',
  options: {
    output: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    location: { type: 'string' },
    confirm: { type: 'string' },
    reason: { type: 'string' },
  },
  words: { least: 0, most: 1 },
  run: async ({ words: [word = 'list'], values }, invocation) => {
    const action = oneOf(word, ['list', 'replay', 'preview'], 'deliveries');
    if (action === 'list') return list(values, invocation);
    return action === 'replay' ? replay(values, invocation) : preview(values, invocation);
  },
};

async function list(values: Values, invocation: Invocation): Promise<Outcome> {
  const output = textOf(values, 'output');
  if (output !== null) outputNamed((await invocation.settings()).outputs, output);
  const { context } = await invocation.application('deliveries');
  const rows = await context.get(DeliveriesService).list(periodOf(values, invocation), output);
  const { header, empty } = invocation.messages.deliveries;
  const table = rows.map((row) => rowText(row, invocation));
  const text = rows.length === 0 ? empty : tableText(header, table, [3, 4, 6]);
  return { text, data: { deliveries: rows }, findings: [] };
}

function rowText(row: DeliveryView, { messages: { deliveries: said } }: Invocation): string[] {
  return [
    row.output,
    row.location,
    row.date,
    String(row.revision),
    row.taken === null ? '-' : String(row.taken),
    said.states[row.state],
    String(row.attempts),
    row.since ?? '-',
    row.cause ?? '',
  ];
}

/** Marks the days, waived and dead ones included, and sends them unless another process is at work: it does then. */
async function replay(values: Values, invocation: Invocation): Promise<Outcome> {
  const instance = outputNamed((await invocation.settings()).outputs, requiredText(values, 'output'));
  requiredText(values, 'from');
  requiredText(values, 'to');
  const period = periodOf(values, invocation);
  const asked = { ...period, output: instance.id, confirm: countOption(values, 'confirm') };
  const application = await invocation.application('deliveries replay');
  const days = await application.context.get(DeliveriesService).replay(asked, authorOf(values));
  const report = await sendNow(instance, application, invocation);
  const said = invocation.messages.deliveries;
  const { from, to } = period;
  return {
    text: report === null ? said.marked(days, instance.id) : outputsText([report], invocation),
    data: { output: instance.id, from, to, days, report },
    findings: report === null ? [] : deliveryFindings(report, invocation),
  };
}

async function preview(values: Values, invocation: Invocation): Promise<Outcome> {
  const { id } = outputNamed((await invocation.settings()).outputs, requiredText(values, 'output'));
  const { context } = await invocation.application('deliveries');
  const shown = await context.get(OutputsService).preview(id, periodOf(values, invocation));
  return { text: shown.text, data: { ...shown }, findings: [] };
}

function periodOf(values: Values, invocation: Invocation): Period {
  const asked = { from: dateOption(values, 'from'), to: dateOption(values, 'to') };
  const { from, to } = datesOrLastDays(asked, invocation.io.clock.now());
  if (from > to) throw problemError(SYNC_PROBLEMS, 'sync.window_reversed', { from, to });
  return { from, to, location: textOf(values, 'location') };
}
