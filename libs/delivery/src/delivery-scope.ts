import type { Clock, LocalDate, LocationId } from '@tillbridge/domain';
import type { Cause } from '@tillbridge/plugin-kit';
import {
  DayFinder,
  deliveriesBetween,
  loadAtlas,
  type LocationRow,
  locationsOf,
  reachBack,
  reachOf,
  statusChanges,
  type Store,
} from '@tillbridge/store';
import { type BehindScope, keptBack } from './behind.js';
import { isDead } from './day-state.js';
import type { DeliveryWork } from './delivery-work.js';
import { reachWanted } from './reach.js';
import { type MutableReport, unexplained } from './report.js';

/** What a pass may send from, and what decides what goes. */
export interface DeliveryScope extends BehindScope {
  readonly locations: ReadonlyMap<LocationId, LocationRow>;
}

/** Lowers the reach of the output where the work asks for it, and reads what a pass must know of its locations. */
export async function openScope(store: Store, clock: Clock, work: DeliveryWork): Promise<DeliveryScope> {
  const rows = (await locationsOf(store.read)).filter(
    (row) => work.connections === null || work.connections.includes(row.connectionId),
  );
  const today = await todayOf(store, clock, rows);
  await widenReach(store, work, today);
  return {
    locations: new Map(rows.map((row) => [row.id, row])),
    histories: await statusChanges(store.read),
    today,
    now: clock.now(),
  };
}

async function todayOf(
  store: Store,
  clock: Clock,
  rows: readonly LocationRow[],
): Promise<ReadonlyMap<LocationId, LocalDate>> {
  const today = new Map<LocationId, LocalDate>();
  for (const connectionId of new Set(rows.map((row) => row.connectionId))) {
    const finder = new DayFinder(await loadAtlas(store.read, connectionId));
    for (const row of rows.filter((candidate) => candidate.connectionId === connectionId)) {
      const date = finder.dateOf(row.id, clock.now());
      if (date !== undefined) today.set(row.id, date);
    }
  }
  return today;
}

async function widenReach(
  store: Store,
  { instance, lease, reachBackTo: askedFrom }: DeliveryWork,
  today: DeliveryScope['today'],
): Promise<void> {
  const known = await reachOf(store.read, instance.id);
  const wanted = [...today].flatMap(([location, date]) => {
    const first = reachWanted({ today: date, since: instance.since, firstDate: known.get(location), askedFrom });
    return first === null ? [] : [{ location, firstDate: first }];
  });
  await store.transaction(lease, (session) => reachBack(session, instance.id, wanted));
}

/**
 * Days that were refused for good before and still are: whoever asks must not take silence about them for success. Of
 * those that are not to go out, nobody asks.
 */
export async function deadDays(
  store: Store,
  { instance, reachBackTo: askedFrom }: DeliveryWork,
  { hash, ...scope }: BehindScope & { readonly hash: string },
): Promise<MutableReport['dead']> {
  const { today } = scope;
  const first = [...today.values()].toSorted()[0];
  if (first === undefined) return [];
  const usual = reachWanted({ today: first, since: instance.since, firstDate: undefined, askedFrom });
  const period = { output: instance.id, from: usual ?? first, to: '9999-12-31' };
  const days = await deliveriesBetween(store.read, period);
  return days.flatMap((day) => {
    const { location, date, delivery } = day;
    if (!today.has(location) || !isDead(day, hash) || keptBack(scope, day) !== null) return [];
    const cause = delivery?.lastCause == null ? null : (JSON.parse(delivery.lastCause) as Cause | null);
    return [{ location, date, cause: cause ?? unexplained() }];
  });
}
