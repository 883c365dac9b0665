import type { Instant, LocalDate, LocationId, LocationStatus, TallyRules, TimeZone } from '@tillbridge/domain';
import {
  type Atlas,
  type ConnectionStanding,
  connectionStandings,
  DayFinder,
  loadAtlas,
  type LocationRow,
  locationsOf,
  mappedToday,
  type StatusChange,
  type Store,
} from '@tillbridge/store';
import { statusOn } from '../status.js';

export interface LocationState {
  readonly id: LocationId;
  readonly connection: ConnectionStanding;
  readonly status: LocationStatus;
  /** Of the change that brought it to its status; null where there was none. */
  readonly change: StatusChange | null;
  /** Minutes. */
  readonly grain: TallyRules['grain'];
  /** Whether a shop feeds it today: of one without, nothing new is read, and so nothing can be late. */
  readonly isFed: boolean;
}

export interface WallClock {
  readonly zone: TimeZone;
  readonly today: LocalDate;
}

export interface Places {
  readonly rows: ReadonlyMap<LocationId, LocationRow>;
  readonly states: ReadonlyMap<LocationId, LocationState>;
  readonly atlases: ReadonlyMap<string, Atlas>;
  /** Of locations of which the zone is known. */
  readonly clocks: ReadonlyMap<LocationId, WallClock>;
}

/** Locations of connections that live. */
export async function readPlaces(
  store: Store,
  now: Instant,
  histories: ReadonlyMap<LocationId, readonly StatusChange[]>,
): Promise<Places> {
  const connections = new Map((await connectionStandings(store.read)).map((each) => [each.id, each]));
  const rows = (await locationsOf(store.read)).filter(({ connectionId }) => connections.has(connectionId));
  const fed = new Set((await mappedToday(store.read, now)).map(({ location }) => location));
  const atlases = new Map<string, Atlas>();
  const states = new Map<LocationId, LocationState>();
  const clocks = new Map<LocationId, WallClock>();
  for (const connection of connections.values()) {
    const atlas = await loadAtlas(store.read, connection.id);
    const finder = new DayFinder(atlas);
    atlases.set(connection.id, atlas);
    for (const { id, connectionId, rules } of rows) {
      if (connectionId !== connection.id) continue;
      const today = finder.dateOf(id, now);
      const zone = atlas.zones.get(id)?.at(-1)?.timeZone;
      if (zone !== undefined && today !== undefined) clocks.set(id, { zone, today });
      const history = histories.get(id) ?? [];
      const change = today === undefined ? null : (history.findLast((each) => each.effectiveDate <= today) ?? null);
      const status = today === undefined ? 'operational' : statusOn(history, today);
      states.set(id, { id, connection, status, change, grain: rulesOf(rules).grain ?? 60, isFed: fed.has(id) });
    }
  }
  return { rows: new Map(rows.map((row) => [row.id, row])), states, atlases, clocks };
}

export function rulesOf(rules: string): Partial<TallyRules> {
  return rules === '' ? {} : (JSON.parse(rules) as Partial<TallyRules>);
}
