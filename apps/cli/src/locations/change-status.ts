import { randomUUID } from 'node:crypto';
import { LOCATION_STATUSES, type LocationStatus, problemError } from '@tillbridge/domain';
import { statusOn } from '@tillbridge/delivery';
import { type ConnectionSettings, rulesFor } from '@tillbridge/settings';
import {
  addStatusChange,
  declareConnection,
  declareFirstStatuses,
  declareLocations,
  locationsOf,
  statusChanges,
  type Store,
} from '@tillbridge/store';
import { oneOf, requiredText, textOf } from '../arguments.js';
import type { Arguments, Outcome } from '../command.js';
import { CLI_PROBLEMS } from '../problems.js';
import type { Invocation } from '../invocation.js';
import { dateOption } from '../dates/date-options.js';
import { locationNamed } from '@tillbridge/admin';
import { todayAt } from '../dates/today.js';

/** A change of status with its reason; the store's word wins over the first value in the settings from then on. */
export async function changeStatus(
  { words: [location, word], values }: Arguments,
  connection: ConnectionSettings,
  invocation: Invocation,
): Promise<Outcome> {
  if (location === undefined || word === undefined) {
    throw problemError(CLI_PROBLEMS, 'cli.word_missing', { command: 'locations' });
  }
  locationNamed([connection], location);
  const status = oneOf(word, LOCATION_STATUSES, 'status');
  const reason = requiredText(values, 'reason');
  const missed = textOf(values, 'deliver-missed');
  const deliverMissed = missed === null ? null : oneOf(missed, ['yes', 'no'], '--deliver-missed') === 'yes';
  const { store } = await invocation.application('locations');
  await declareOnce(store, connection, invocation);

  const now = invocation.io.clock.now();
  const today = (await todayAt(store, now)).get(location) ?? new Date(now).toISOString().slice(0, 10);
  const from = dateOption(values, 'from') ?? today;
  const history = (await statusChanges(store.read)).get(location) ?? [];
  const before = statusOn(history, from);
  const ends = status === 'operational' && before !== 'operational';
  if (ends && deliverMissed === null) throw missing(location, before);
  // Of two changes for one date the newer holds, so this one must be newer.
  const at = Math.max(now, ...history.map((change) => change.at + 1));
  const change = { id: randomUUID(), location, status, effectiveDate: from, reason, actor: 'command line', at };
  await store.transaction(null, (transaction) =>
    addStatusChange(transaction, { ...change, deliverMissed: ends ? deliverMissed : null }),
  );
  const text = invocation.messages.locations.statusChanged(location, status, from);
  return { text, data: { location, status, from, reason, deliverMissed: ends ? deliverMissed : null }, findings: [] };
}

function missing(location: string, status: LocationStatus): Error {
  return problemError(CLI_PROBLEMS, 'locations.deliver_missed_missing', { location, status });
}

/** A status may be set before the first import has written the locations. */
async function declareOnce(store: Store, connection: ConnectionSettings, invocation: Invocation): Promise<void> {
  const known = new Set((await locationsOf(store.read)).map(({ id }) => id));
  const fresh = connection.locations.filter(({ locationId }) => !known.has(locationId));
  if (fresh.length === 0) return;
  const { settings } = await invocation.settings();
  const at = invocation.io.clock.now();
  await store.transaction(null, async (transaction) => {
    await declareConnection(transaction, connection, at);
    await declareLocations(
      transaction,
      connection.id,
      fresh.map(({ locationId: id, posId: shop, name, region, currency, status, from, to }) => {
        const rules = JSON.stringify(rulesFor(settings, connection.id, id));
        return { id, shop, name, region, currency, rules, status, from, to };
      }),
    );
    await declareFirstStatuses(
      transaction,
      fresh.map(({ locationId: id, status }) => ({ id, status })),
      at,
    );
  });
}
