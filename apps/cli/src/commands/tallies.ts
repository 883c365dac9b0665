import { writeFileSync } from 'node:fs';
import { hoursText, isLocalDate, problemError, roundDecimal, sumDecimals } from '@tillbridge/domain';
import { outputKinds } from '@tillbridge/outputs';
import type { LocationDay } from '@tillbridge/plugin-kit';
import { checkRequest, requestedDates } from '@tillbridge/sync';
import { oneOf, requiredText, textOf } from '../arguments.js';
import type { Command, Outcome } from '../command.js';
import { CLI_PROBLEMS } from '../problems.js';
import { clockText } from '../report/clock-text.js';
import { tableText } from '../report/table.js';
import type { Invocation } from '../invocation.js';
import { dayView, locationNamed, storedDays } from '@tillbridge/admin';

const LAYOUTS = ['tally', 'tmas'] as const;

export const tallies: Command = {
  name: 'tallies',
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    location: { type: 'string' },
    layout: { type: 'string' },
    out: { type: 'string' },
  },
  words: { least: 0, most: 0 },
  run: async ({ values }, invocation) => {
    const request = { from: requiredText(values, 'from'), to: requiredText(values, 'to'), acceptVanished: false };
    checkRequest(request);
    const out = textOf(values, 'out');
    const named = textOf(values, 'layout');
    const layout = named === null ? null : oneOf(named, LAYOUTS, '--layout');
    const asked = textOf(values, 'location');
    const { settings } = await invocation.settings();
    const { store } = await invocation.application('tallies');
    const location = asked === null ? null : await locationNamed({ store, settings }, asked);
    const dates = requestedDates(request) ?? { from: request.from, to: request.to };
    const all = await storedDays(store, { ...dates, location }, { id: 'tallies', hash: '' });
    const days = withinInstants(all, request);
    if (out !== null) return written(days, out, { layout: layout ?? 'tally', invocation });
    return {
      text: layout === null ? tableOf(days, invocation) : csvOf(days, layout),
      data: { days: days.map(dayView) },
      findings: [],
    };
  },
};

/** Instants cut days; dates take them whole. */
function withinInstants(days: readonly LocationDay[], { from, to }: { from: string; to: string }): LocationDay[] {
  const first = isLocalDate(from) ? -Infinity : Date.parse(from);
  const end = isLocalDate(to) ? Infinity : Date.parse(to);
  return days.flatMap((day) => {
    const cells = day.cells.filter((cell) => cell.start >= first && cell.start < end);
    return cells.length === 0 ? [] : [{ ...day, cells }];
  });
}

function csvOf(days: readonly LocationDay[], layout: (typeof LAYOUTS)[number]): string {
  const csv = outputKinds().get('csv');
  if (csv === undefined) throw new TypeError('there is no output kind csv');
  return csv.create().preview({ layout, directory: '.', repeat: 'overwrites' }, days).text;
}

function written(
  days: readonly LocationDay[],
  out: string,
  { layout, invocation }: { readonly layout: (typeof LAYOUTS)[number]; readonly invocation: Invocation },
): Outcome {
  const file = invocation.path(out);
  try {
    writeFileSync(file, csvOf(days, layout));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw problemError(CLI_PROBLEMS, 'cli.file_refused', { file, reason }, { cause: error });
  }
  return {
    text: invocation.messages.tallies.written(days.length, file),
    data: { file, days: days.length },
    findings: [],
  };
}

function tableOf(days: readonly LocationDay[], { messages: { tallies: said } }: Invocation): string {
  const cells = days.flatMap((day) => day.cells.map((cell) => ({ day, cell })));
  if (cells.length === 0) return said.empty;
  const rows = cells.map(({ day, cell }) => [
    day.location,
    day.date,
    clockText(cell.minuteOfDay),
    roundDecimal(cell.sales, day.currencyDigits),
    String(cell.transactions),
    cell.items,
    cell.staffSeconds === null ? '' : hoursText(cell.staffSeconds, 2),
    cell.withdrawn ? said.withdrawn : isRepeated(day, cell) ? said.offset(cell.offsetMinutes / 60) : '',
  ]);
  const known = cells.flatMap(({ cell }) => cell.staffSeconds ?? []);
  const total = [
    said.total,
    '',
    '',
    roundDecimal(
      sumDecimals(cells.map(({ cell }) => cell.sales)),
      Math.max(...cells.map(({ day }) => day.currencyDigits)),
    ),
    String(cells.reduce((sum, { cell }) => sum + cell.transactions, 0)),
    sumDecimals(cells.map(({ cell }) => cell.items)),
    known.length === 0
      ? ''
      : hoursText(
          known.reduce((sum, seconds) => sum + seconds, 0),
          2,
        ),
    '',
  ];
  return tableText(said.header, [...rows, total], [3, 4, 5, 6]);
}

/** Of the hour that comes twice when the clocks go back. */
function isRepeated({ cells }: LocationDay, { minuteOfDay, start }: LocationDay['cells'][number]): boolean {
  return cells.some((other) => other.minuteOfDay === minuteOfDay && other.start !== start);
}
