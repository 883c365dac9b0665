import { LocationsService, StatusesService } from '@tillbridge/admin';
import { LOCATION_STATUSES, problemError } from '@tillbridge/domain';
import type { ConnectionSettings } from '@tillbridge/settings';
import { oneOf, requiredText, textOf } from '../arguments.js';
import { authorOf } from '../author.js';
import type { Arguments, Outcome } from '../command.js';
import { dateOption } from '../dates/date-options.js';
import { CLI_PROBLEMS } from '../problems.js';
import { tableText } from '../report/table.js';
import type { Invocation } from '../invocation.js';

/** A change of status with its reason, of one location, or with `all` of every one of the connection. */
export async function changeStatus(
  { words: [location, word], values }: Arguments,
  connection: ConnectionSettings,
  invocation: Invocation,
): Promise<Outcome> {
  if (location === undefined || word === undefined) {
    throw problemError(CLI_PROBLEMS, 'cli.word_missing', { command: 'locations' });
  }
  const status = oneOf(word, LOCATION_STATUSES, 'status');
  const reason = requiredText(values, 'reason');
  const missed = textOf(values, 'deliver-missed');
  const deliverMissed = missed === null ? null : oneOf(missed, ['yes', 'no'], '--deliver-missed') === 'yes';
  const from = dateOption(values, 'from');
  const locations = location === 'all' ? ('all' as const) : [location];
  const { context } = await invocation.application('locations');
  const asked = { locations, connection: connection.id, status, reason, from, deliverMissed };
  const set = await context.get(StatusesService).set(asked, authorOf(values));
  const said = invocation.messages.locations;
  const text = set
    .map(({ location: id, status: now, from: on, followedBy }) =>
      followedBy === null ? said.statusChanged(id, now, on) : said.statusChangedUntil(id, now, on, followedBy),
    )
    .join('\n');
  const rows = set.map((row) => ({ ...row, reason }));
  return { text, data: location === 'all' ? { locations: rows } : { ...rows[0] }, findings: [] };
}

/** Every status that was set, by whom and why. */
export async function showHistory(
  { words: [location] }: Arguments,
  _connection: ConnectionSettings,
  invocation: Invocation,
): Promise<Outcome> {
  if (location === undefined) throw problemError(CLI_PROBLEMS, 'cli.word_missing', { command: 'locations' });
  const { context } = await invocation.application('locations');
  const history = await context.get(LocationsService).history(location);
  const { messages } = invocation;
  const table = history.map(({ status, effectiveDate, deliverMissed, reason, actor, at }) => {
    // What holds from the beginning was changed by nobody: it stands in the settings.
    const said = effectiveDate === null ? messages.locations.firstValue : { by: actor, reason };
    const missed = deliverMissed === null ? '-' : deliverMissed ? messages.yes : messages.no;
    return [effectiveDate ?? '-', status, missed, said.by, at, said.reason];
  });
  const text = tableText(messages.locations.historyHeader, table);
  return { text, data: { location, history }, findings: [] };
}
