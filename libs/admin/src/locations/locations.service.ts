import { instantText, type LocalDate, type LocationId, type LocationStatus } from '@tillbridge/domain';
import { statusOn } from '@tillbridge/delivery';
import { type Session, statusChanges, type StatusChange, zonesOf } from '@tillbridge/store';
import { unknownName } from '../named.js';
import type { AdminScope } from '../scope.js';
import { type KnownLocation, knownLocations } from './known-locations.js';
import { dateAt, todayAt } from './today.js';

export interface LocationView extends Omit<KnownLocation, 'firstStatus'> {
  /** null while the POS has not told and the settings do not say. */
  readonly timeZone: string | null;
  /** Of today at the location. */
  readonly status: LocationStatus;
  /** First local date of it; null: from the beginning. */
  readonly statusSince: LocalDate | null;
  readonly statusReason: string | null;
}

export interface StatusView {
  readonly status: LocationStatus;
  readonly effectiveDate: LocalDate | null;
  readonly reason: string;
  readonly actor: string;
  readonly deliverMissed: boolean | null;
  readonly at: string;
}

export class LocationsService {
  constructor(private readonly scope: AdminScope) {}

  /** Those of one connection, or all. */
  async list(connection: string | null): Promise<LocationView[]> {
    const { store, settings, clock } = this.scope;
    const now = clock.now();
    const [known, histories] = [await knownLocations(store.read, settings), await statusChanges(store.read)];
    const today = await todayAt(store, now);
    const zones = await this.zones(store.read, known);
    return known
      .filter((location) => connection === null || location.connection === connection)
      .map(({ firstStatus, ...location }) => {
        const history = histories.get(location.id) ?? [];
        const date = today.get(location.id) ?? dateAt(now);
        const last = history.findLast((change) => change.effectiveDate <= date);
        return {
          ...location,
          timeZone: zones.get(location.id) ?? null,
          status: history.length === 0 ? firstStatus : statusOn(history, date),
          statusSince: last === undefined || last.effectiveDate === '' ? null : last.effectiveDate,
          statusReason: last?.reason ?? null,
        };
      });
  }

  /** @throws TillbridgeError `location.unknown` */
  async get(id: LocationId): Promise<LocationView> {
    const all = await this.list(null);
    const found = all.find((location) => location.id === id);
    if (found === undefined) {
      throw unknownName(
        'location.unknown',
        id,
        all.map((location) => location.id),
      );
    }
    return found;
  }

  /** Every status that was set, oldest first. */
  async history(id: LocationId): Promise<StatusView[]> {
    await this.get(id);
    const changes = (await statusChanges(this.scope.store.read)).get(id) ?? [];
    return changes.map(statusView);
  }

  private async zones(session: Session, known: readonly KnownLocation[]): Promise<Map<LocationId, string>> {
    const zones = new Map<LocationId, string>();
    for (const connection of new Set(known.map((location) => location.connection))) {
      for (const [location, periods] of await zonesOf(session, connection)) {
        const last = periods.at(-1);
        if (last !== undefined) zones.set(location, last.timeZone);
      }
    }
    return zones;
  }
}

function statusView({ status, effectiveDate, reason, actor, deliverMissed, at }: StatusChange): StatusView {
  const date = effectiveDate === '' ? null : effectiveDate;
  return { status, effectiveDate: date, reason, actor, deliverMissed, at: instantText(at) };
}
