import { MappingsService } from '@tillbridge/admin';
import { isTimeZone, problemError } from '@tillbridge/domain';
import { type ConnectionSettings, isLocationId } from '@tillbridge/settings';
import { lineOf, textOf } from '../arguments.js';
import { authorOf } from '../author.js';
import type { Arguments, Outcome } from '../command.js';
import { dateOption } from '../dates/date-options.js';
import { CLI_PROBLEMS } from '../problems.js';
import type { Invocation } from '../invocation.js';

/** Maps a shop that the settings file does not name; the next import counts it. */
export async function mapShop(
  { words: [posId, location], values }: Arguments,
  connection: ConnectionSettings,
  invocation: Invocation,
): Promise<Outcome> {
  if (posId === undefined || location === undefined)
    throw problemError(CLI_PROBLEMS, 'cli.word_missing', { command: 'locations' });
  refuseUnless(isLocationId(location), location, 'location');
  const timeZone = textOf(values, 'time-zone');
  refuseUnless(timeZone === null || isTimeZone(timeZone), timeZone, '--time-zone');
  const currency = textOf(values, 'currency');
  refuseUnless(currency === null || /^[A-Z]{3}$/.test(currency), currency, '--currency');
  const [name, region] = [lineOf(values, 'name', 200), lineOf(values, 'region', 200)];
  const dates = { from: dateOption(values, 'from'), to: dateOption(values, 'to') };
  const request = { connection: connection.id, posId, location, name, region, timeZone, currency, ...dates };
  const { context } = await invocation.application('locations');
  const made = await context.get(MappingsService).map({ ...request, status: 'operational' }, authorOf(values));
  return { text: invocation.messages.locations.mapped(posId, location), data: { ...made }, findings: [] };
}

export async function unmapShop(
  { words: [posId], values }: Arguments,
  connection: ConnectionSettings,
  invocation: Invocation,
): Promise<Outcome> {
  if (posId === undefined) throw problemError(CLI_PROBLEMS, 'cli.word_missing', { command: 'locations' });
  const { context } = await invocation.application('locations');
  await context.get(MappingsService).unmap(connection.id, posId, authorOf(values));
  const data = { connection: connection.id, posId, mapped: false };
  return { text: invocation.messages.locations.unmapped(posId), data, findings: [] };
}

function refuseUnless(isRight: boolean, text: string | null, place: string): void {
  if (!isRight) throw problemError(CLI_PROBLEMS, 'cli.value_refused', { text: text ?? '', place });
}
