import { hoursText, instantText } from '@tillbridge/domain';
import type { DeliveryReport, LateEdit } from '@tillbridge/delivery';
import type { ImportOutcome } from '@tillbridge/scheduling';
import type { Invocation } from '../invocation.js';
import { clockText } from './clock-text.js';
import { outputsText } from './outputs-text.js';
import { tableText } from './table.js';

interface Shown {
  readonly invocation: Invocation;
  readonly delivering: boolean;
  /** How many outputs the settings name. */
  readonly outputs: number;
}

/**
 * The summary of an import: what was read, what changed, what each output took. Where a cause stopped the connection
 * before anything was read, only what happened all the same: zeros would read as figures (I7).
 */
export function importText(outcome: ImportOutcome, shown: Shown): string {
  const { sync } = shown.invocation.messages;
  const { days, revised, cells } = outcome.fold;
  const stopped = isStoppedAtOnce(outcome);
  const deliveries = stopped ? outcome.deliveries.filter(hasDone) : outcome.deliveries;
  const parts = stopped ? [] : [streamsText(outcome, shown)];
  if (!stopped || days > 0) parts.push(`${sync.tallies(days, revised, cells)}\n`);
  if (shown.delivering && shown.outputs === 0) parts.push(`${sync.noOutput}\n`);
  if (deliveries.length > 0) parts.push(outputsText(deliveries, shown.invocation));
  if (outcome.deliveries.some(({ lateEdits }) => lateEdits.length > 0)) parts.push(lateText(outcome.deliveries, shown));
  if (isUnchanged(outcome)) parts.push(`${sync.nothingChanged}\n`);
  return parts.filter((part) => part !== '').join('\n');
}

function isStoppedAtOnce({ sync: { streams, causes } }: ImportOutcome): boolean {
  return causes.length > 0 && streams.every(({ read, complete }) => read === 0 && !complete);
}

/** Whether there is anything to say of an output. */
function hasDone({ accepted, unchanged, failed, dead, held, keptBack }: DeliveryReport): boolean {
  return accepted + unchanged + failed.length + dead.length + held + keptBack.not_operational + keptBack.waived > 0;
}

function streamsText({ sync: { streams } }: ImportOutcome, { invocation: { messages } }: Shown): string {
  if (streams.length === 0) return '';
  const rows = streams.map((report) => [
    messages.sync.streams[report.stream],
    instantText(report.from),
    instantText(report.to),
    String(report.read),
    String(report.changed),
    String(report.deleted),
    String(report.quarantined),
    report.complete ? messages.yes : messages.no,
  ]);
  return tableText(messages.sync.header, rows, [3, 4, 5, 6]);
}

function lateText(reports: readonly DeliveryReport[], { invocation: { messages } }: Shown): string {
  const { lateEdits, lateHeader } = messages.sync;
  const rows = reports.flatMap((report) => report.lateEdits.flatMap((edit) => lateRows(report.output, edit, messages)));
  return `${lateEdits}\n${tableText(lateHeader, rows, [5, 6])}`;
}

const FIGURES = ['sales', 'transactions', 'items', 'staffSeconds'] as const;

/** One row for each figure that differs. */
function lateRows(output: string, edit: LateEdit, messages: Invocation['messages']): string[][] {
  return FIGURES.filter((figure) => edit.now === null || edit.now[figure] !== edit.sent[figure]).map((figure) => [
    output,
    edit.location,
    edit.date,
    clockText(edit.minuteOfDay),
    messages.sync.figures[figure],
    figureText(edit.sent, figure),
    edit.now === null ? messages.tallies.withdrawn : figureText(edit.now, figure),
  ]);
}

function figureText(figures: LateEdit['sent'], figure: (typeof FIGURES)[number]): string {
  if (figure !== 'staffSeconds') return String(figures[figure]);
  return figures.staffSeconds === null ? '' : hoursText(figures.staffSeconds, 2);
}

function isUnchanged({ sync, fold, deliveries }: ImportOutcome): boolean {
  const read = sync.streams.length > 0 && sync.streams.every(({ changed, deleted }) => changed + deleted === 0);
  const sent = deliveries.some(({ accepted, failed, dead }) => accepted + failed.length + dead.length > 0);
  return read && fold.revised === 0 && !sent;
}
