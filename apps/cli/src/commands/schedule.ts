import { instantText } from '@tillbridge/domain';
import { type ConnectionSchedule, scheduleStatus } from '@tillbridge/scheduling';
import type { Command, Outcome } from '../command.js';
import type { Invocation } from '../invocation.js';
import { localTime } from '../report/local-time.js';
import { tableText } from '../report/table.js';

export const schedule: Command = {
  name: 'schedule',
  options: {},
  words: { least: 0, most: 0 },
  run: (_given, invocation) => list(invocation),
};

async function list(invocation: Invocation): Promise<Outcome> {
  const { settings } = await invocation.settings();
  const { store } = await invocation.application('schedule');
  const rows = await scheduleStatus(store, { settings, clock: invocation.io.clock });
  const { messages } = invocation;
  const table = rows.map((row) => textsOf(row, invocation));
  const text = rows.length === 0 ? messages.connections.empty : tableText(messages.schedule.header, table, [5]);
  return { text, data: { connections: rows.map(dataOf) }, findings: [] };
}

function textsOf(row: ConnectionSchedule, { messages: { schedule: said, connections } }: Invocation): string[] {
  const { timeZone, lastServed, nextDue } = row;
  return [
    row.connection,
    said.words(row.schedule),
    timeZone,
    lastServed === null ? connections.never : localTime(lastServed, timeZone),
    nextDue === null ? said.paused : localTime(nextDue, timeZone),
    String(row.missed),
    row.openJobs
      .map(({ state, attempts, notBefore }) => said.job(state, attempts, localOrNull(notBefore, timeZone)))
      .join(', '),
  ];
}

function localOrNull(instant: number | null, timeZone: string): string | null {
  return instant === null ? null : localTime(instant, timeZone);
}

function dataOf({ lastServed, nextDue, openJobs, ...row }: ConnectionSchedule) {
  return {
    ...row,
    lastServed: textOrNull(lastServed),
    nextDue: textOrNull(nextDue),
    openJobs: openJobs.map(({ requestedAt, notBefore, ...job }) => ({
      ...job,
      requestedAt: instantText(requestedAt),
      notBefore: textOrNull(notBefore),
    })),
  };
}

function textOrNull(instant: number | null): string | null {
  return instant === null ? null : instantText(instant);
}
