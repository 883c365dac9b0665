import { instantText, type LocalDate, type LocationId, problemError } from '@tillbridge/domain';
import { dayState, type DayState, type OutputInstance, shapingHash } from '@tillbridge/delivery';
import { problemOfCause, causeOf } from '@tillbridge/plugin-kit';
import {
  approvalOf,
  type DayAtOutput,
  deliveriesBetween,
  reachOf,
  statusChanges,
  type Store,
  wantResend,
} from '@tillbridge/store';
import { oneOf, requiredText, textOf } from '../arguments.js';
import type { Command, Outcome, Values } from '../command.js';
import { CLI_PROBLEMS } from '../problems.js';
import { deliveryFindings } from '../report/import-findings.js';
import { outputsText } from '../report/outputs-text.js';
import { tableText } from '../report/table.js';
import type { Invocation } from '../invocation.js';
import { dateOption, datesOrLastDays } from '../dates/date-options.js';
import { locationNamed, outputNamed } from '@tillbridge/admin';
import { sendNow } from '../delivery/send-now.js';
import { storedDays } from '../delivery/stored-days.js';
import { todayAt } from '../dates/today.js';

export const deliveries: Command = {
  name: 'deliveries',
  options: {
    output: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    location: { type: 'string' },
  },
  words: { least: 0, most: 1 },
  run: async ({ words: [word = 'list'], values }, invocation) => {
    const action = oneOf(word, ['list', 'replay', 'preview'], 'deliveries');
    if (action === 'list') return list(values, invocation);
    return action === 'replay' ? replay(values, invocation) : preview(values, invocation);
  },
};

interface DayRow {
  readonly output: string;
  readonly location: LocationId;
  readonly date: string;
  readonly revision: number;
  readonly taken: number | null;
  readonly state: DayState;
  readonly attempts: number;
  readonly since: string | null;
  readonly cause: string | null;
}

async function list(values: Values, invocation: Invocation): Promise<Outcome> {
  const asked = textOf(values, 'output');
  const { outputs } = await invocation.settings();
  const instances = asked === null ? outputs : [outputNamed(outputs, asked)];
  const { store } = await invocation.application('deliveries');
  const rows: DayRow[] = [];
  for (const instance of instances) rows.push(...(await statesOf(instance, store, { values, invocation })));
  const { header, states, empty } = invocation.messages.deliveries;
  const table = rows.map((row) => [
    row.output,
    row.location,
    row.date,
    String(row.revision),
    row.taken === null ? '-' : String(row.taken),
    row.cause === null ? states[row.state] : `${states[row.state]}: ${row.cause}`,
    String(row.attempts),
    row.since ?? '-',
  ]);
  const text = rows.length === 0 ? empty : tableText(header, table, [3, 4, 6]);
  return { text, data: { deliveries: rows }, findings: [] };
}

async function statesOf(
  instance: OutputInstance,
  store: Store,
  { values, invocation }: { readonly values: Values; readonly invocation: Invocation },
): Promise<DayRow[]> {
  const location = await locationAsked(values, invocation);
  const dates = datesOrLastDays(values, invocation.io.clock.now());
  const days = await deliveriesBetween(store.read, { output: instance.id, ...dates });
  const reach = await reachOf(store.read, instance.id);
  const histories = await statusChanges(store.read);
  const held = instance.hold && (await approvalOf(store.read, instance.id)) !== true;
  const today = await todayAt(store, invocation.io.clock.now());
  const hash = shapingHash(instance);
  return days
    .filter((day) => location === null || day.location === location)
    .map((day) => {
      const history = histories.get(day.location) ?? [];
      const facts = { hash, held, history, firstDate: reach.get(day.location) };
      return rowOf(instance.id, day, dayState(day, { ...facts, today: today.get(day.location) ?? day.date }));
    });
}

function rowOf(output: string, { location, date, revision, delivery }: DayAtOutput, state: DayState): DayRow {
  const cause = delivery?.lastCause == null ? undefined : causeOf(JSON.parse(delivery.lastCause));
  return {
    output,
    location,
    date,
    revision,
    taken: delivery?.ackedRevision ?? null,
    state,
    attempts: delivery?.attempts ?? 0,
    since: delivery?.ackedAt == null ? null : instantText(delivery.ackedAt),
    cause: cause === undefined ? null : `${problemOfCause(cause).code}: ${cause.message}`,
  };
}

/** Marks the days, waived and dead ones included, and sends them unless another process is at work: it does then. */
async function replay(values: Values, invocation: Invocation): Promise<Outcome> {
  const instance = outputNamed((await invocation.settings()).outputs, requiredText(values, 'output'));
  requiredText(values, 'from');
  requiredText(values, 'to');
  const from = dateOption(values, 'from') ?? '';
  const to = dateOption(values, 'to') ?? '';
  const location = await locationAsked(values, invocation);
  const application = await invocation.application('deliveries replay');
  const days = await daysToReplay(application.store, { output: instance.id, from, to, location });
  await application.store.transaction(null, (transaction) => wantResend(transaction, instance.id, days));
  const report = await sendNow(instance, application, invocation);
  const said = invocation.messages.deliveries;
  return {
    text: report === null ? said.marked(days.length, instance.id) : outputsText([report], invocation),
    data: { output: instance.id, from, to, days: days.length, report },
    findings: report === null ? [] : deliveryFindings(report, invocation),
  };
}

/** @throws TillbridgeError `deliveries.none`, `deliveries.out_of_reach` */
async function daysToReplay(
  store: Store,
  wanted: { output: string; from: LocalDate; to: LocalDate; location: LocationId | null },
): Promise<DayAtOutput[]> {
  const { output, from, to, location } = wanted;
  const days = (await deliveriesBetween(store.read, { output, from, to })).filter(
    (day) => location === null || day.location === location,
  );
  if (days.length === 0) throw problemError(CLI_PROBLEMS, 'deliveries.none', { output, from, to });
  const reach = await reachOf(store.read, output);
  const early = days.find((day) => day.date < (reach.get(day.location) ?? day.date));
  if (early === undefined) return days;
  const { location: id, date } = early;
  throw problemError(CLI_PROBLEMS, 'deliveries.out_of_reach', { output, location: id, date, from });
}

async function preview(values: Values, invocation: Invocation): Promise<Outcome> {
  const { outputs } = await invocation.settings();
  const instance = outputNamed(outputs, requiredText(values, 'output'));
  const location = await locationAsked(values, invocation);
  const { store } = await invocation.application('deliveries');
  const wanted = { ...datesOrLastDays(values, invocation.io.clock.now()), location };
  const days = await storedDays(store, wanted, { id: instance.id, hash: shapingHash(instance) });
  const { contentType, text } = instance.output.preview(instance.settings, days);
  return { text, data: { output: instance.id, contentType, text, days: days.length }, findings: [] };
}

async function locationAsked(values: Values, invocation: Invocation): Promise<LocationId | null> {
  const asked = textOf(values, 'location');
  return asked === null ? null : locationNamed((await invocation.settings()).settings.connections, asked);
}
