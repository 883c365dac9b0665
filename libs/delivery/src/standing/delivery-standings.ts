import { setImmediate } from 'node:timers/promises';
import {
  type Clock,
  type Instant,
  type Interval,
  offsetMinutesAt,
  type LocalDate,
  type LocationId,
  type LocationStatus,
  MINUTE,
  SECOND,
  startOfDay,
  type TallyRules,
  type TimeZone,
} from '@tillbridge/domain';
import {
  approvalOf,
  type Atlas,
  connectionStandings,
  type ConnectionStanding,
  DayFinder,
  GAP_DEPTH,
  loadAtlas,
  locationsBehindLedger,
  locationsOf,
  mappedToday,
  type LocationRow,
  type OutputPause,
  outputPauses,
  type OutputStanding,
  outputStandings,
  readThrough,
  type StandingWanted,
  type StatusChange,
  statusChanges,
  type Store,
  zoneOfDay,
} from '@tillbridge/store';
import { addsUp, type OutputInstance, shapingHash } from '../output-instance.js';
import { statusOn } from '../status.js';
import { type WaivedSpan, waivedSpans } from './waived-spans.js';

export interface OutputState {
  readonly id: string;
  readonly pause: OutputPause | null;
  /** Everything waits for its approval. */
  readonly isHeld: boolean;
  /** Its receiver adds, so an hour of the clock goes once, when all of it is known: quarters of it wait. */
  readonly takesWholeHours: boolean;
}

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

interface WallClock {
  readonly zone: TimeZone;
  readonly today: LocalDate;
}

/** What one output has of one location. */
export interface DeliveryState extends Pick<OutputStanding, 'lacking' | 'dead' | 'waitingSince'> {
  readonly output: OutputState;
  readonly location: LocationState;
  /** Up to when the output has every hour; null where it has none and nothing says from when. */
  readonly deliveredTo: Instant | null;
}

export interface DeliveryStandings {
  readonly outputs: readonly OutputState[];
  readonly locations: readonly LocationState[];
  readonly deliveries: readonly DeliveryState[];
}

export interface StandingsScope {
  readonly store: Store;
  readonly clock: Clock;
  readonly outputs: readonly OutputInstance[];
}

/** Several sources of one scrape ask for the same. */
const REMEMBERED = SECOND;

/** The share of the time that reading may take: a read that took long is reused longer. */
const SHARE = 1 / 20;

/**
 * Locations in one statement on SQLite. With three outputs that have a year behind them it takes a tenth of a second.
 */
const LOCATIONS_AT_ONCE = 25;

interface Places {
  readonly rows: ReadonlyMap<LocationId, LocationRow>;
  readonly states: ReadonlyMap<LocationId, LocationState>;
  readonly atlases: ReadonlyMap<string, Atlas>;
  /** Of locations of which the zone is known. */
  readonly clocks: ReadonlyMap<LocationId, WallClock>;
}

/** How deliveries stand, for gauges and for people: a handful of statements for many locations each. */
export class StandingsReader {
  private remembered: (Interval & { readonly standings: Promise<DeliveryStandings> }) | null = null;

  constructor(private readonly scope: StandingsScope) {}

  async read(): Promise<DeliveryStandings> {
    const begun = this.scope.clock.now();
    // A clock that was set back must not keep what was read for as long as it went back.
    if (this.remembered !== null && this.remembered.from <= begun && begun < this.remembered.to)
      return this.remembered.standings;
    const standings = this.readNow();
    this.remembered = { from: begun, to: begun + REMEMBERED, standings };
    try {
      const read = await standings;
      const ended = this.scope.clock.now();
      this.remembered = { from: begun, to: ended + Math.max(REMEMBERED, (ended - begun) / SHARE), standings };
      return read;
    } catch (error) {
      this.remembered = null;
      throw error;
    }
  }

  private async readNow(): Promise<DeliveryStandings> {
    const { store, outputs } = this.scope;
    const histories = await statusChanges(store.read);
    const places = await this.places(histories);
    const states = await this.outputStates();
    const spans = new Map([...histories].map(([location, history]) => [location, waivedSpans(history)]));
    const waived = [...spans].flatMap(([location, own]) => own.map((span) => ({ location, ...span })));
    const wanted = { outputs: outputs.map((output) => ({ id: output.id, hash: shapingHash(output) })), waived };
    // Asked first: what is read and folded meanwhile must show as lacking, not as delivered (I7).
    const quiet = await this.readOfQuiet(places);
    const standings = await this.inParts(wanted, [...places.states.keys()]);
    const deliveries = standings.flatMap((standing): DeliveryState[] => {
      const location = places.states.get(standing.location);
      const output = states.get(standing.output);
      if (location === undefined || output === undefined) return [];
      const { lacking, dead, waitingSince } = standing;
      const known = deliveredTo(standing, places, quiet);
      const clock = places.clocks.get(location.id);
      const isWaiving = known !== null && clock !== undefined;
      const to = isWaiving ? pastWaived(known, spans.get(location.id) ?? [], clock) : known;
      return [{ output, location, lacking, dead, waitingSince, deliveredTo: to }];
    });
    return { outputs: [...states.values()], locations: [...places.states.values()], deliveries };
  }

  /**
   * Only on SQLite a statement blocks the process, so there the work is cut into parts, and other work goes in between.
   */
  private async inParts(
    wanted: Omit<StandingWanted, 'locations'>,
    locations: readonly LocationId[],
  ): Promise<OutputStanding[]> {
    const { store } = this.scope;
    if (store.dialect === 'postgresql') return outputStandings(store.read, { ...wanted, locations });
    const standings: OutputStanding[] = [];
    for (let start = 0; start < locations.length; start += LOCATIONS_AT_ONCE) {
      const part = locations.slice(start, start + LOCATIONS_AT_ONCE);
      standings.push(...(await outputStandings(store.read, { ...wanted, locations: part })));
      await setImmediate();
    }
    return standings;
  }

  private async outputStates(): Promise<Map<string, OutputState>> {
    const { store, outputs } = this.scope;
    const pauses = await outputPauses(store.read);
    const states = new Map<string, OutputState>();
    for (const instance of outputs) {
      const { id, hold } = instance;
      const isHeld = hold && (await approvalOf(store.read, id)) !== true;
      states.set(id, { id, pause: pauses.get(id) ?? null, isHeld, takesWholeHours: addsUp(instance) });
    }
    return states;
  }

  /** Locations of connections that live. */
  private async places(histories: ReadonlyMap<LocationId, readonly StatusChange[]>): Promise<Places> {
    const { store, clock } = this.scope;
    const connections = new Map((await connectionStandings(store.read)).map((each) => [each.id, each]));
    const rows = (await locationsOf(store.read)).filter(({ connectionId }) => connections.has(connectionId));
    const fed = new Set((await mappedToday(store.read, clock.now())).map(({ location }) => location));
    const atlases = new Map<string, Atlas>();
    const states = new Map<LocationId, LocationState>();
    const clocks = new Map<LocationId, WallClock>();
    for (const connection of connections.values()) {
      const atlas = await loadAtlas(store.read, connection.id);
      const finder = new DayFinder(atlas);
      atlases.set(connection.id, atlas);
      for (const { id, connectionId, rules } of rows) {
        if (connectionId !== connection.id) continue;
        const today = finder.dateOf(id, clock.now());
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

  /**
   * For locations whose rules give no cell to an hour without sales (`zeroRows: none`): up to when they were read. That
   * the output has a quiet night shows by nothing being behind, not by a cell.
   */
  private async readOfQuiet({ rows }: Places): Promise<Map<LocationId, Instant>> {
    const { store, clock } = this.scope;
    const quiet = [...rows.values()].filter((row) => rulesOf(row.rules).zeroRows === 'none');
    if (quiet.length === 0) return new Map();
    const now = clock.now();
    const through = await readThrough(store.read, { since: now - GAP_DEPTH, now });
    const behind = await locationsBehindLedger(store.read);
    return new Map(
      quiet.flatMap(({ id }) => {
        const end = through.get(id);
        return end === undefined || behind.has(id) ? [] : [[id, end] as const];
      }),
    );
  }
}

function deliveredTo(
  { location, knownTo, firstNeverTaken, lacking, dead }: OutputStanding,
  { rows, states, atlases, clocks }: Places,
  quiet: ReadonlyMap<LocationId, Instant>,
): Instant | null {
  const atlas = atlases.get(rows.get(location)?.connectionId ?? '');
  const zoneOf = (date: LocalDate) => (atlas === undefined ? undefined : zoneOfDay(atlas, { location, date }));
  if (firstNeverTaken !== null) {
    const zone = zoneOf(firstNeverTaken);
    return knownTo ?? (zone === undefined ? null : startOfDay(firstNeverTaken, zone));
  }
  const end = quiet.get(location);
  const zone = clocks.get(location)?.zone;
  if (end === undefined || zone === undefined || lacking > 0 || dead > 0) return knownTo;
  return Math.max(knownTo ?? 0, lastEnd(end, states.get(location)?.grain ?? 60, zone));
}

/** Waived days that follow count as delivered: nothing more is meant to come of them. */
function pastWaived(known: Instant, spans: readonly WaivedSpan[], { zone, today }: WallClock): Instant {
  let reached = known;
  for (const { from, to } of spans) {
    // A first value of the settings holds from the beginning of time: its date is empty.
    if (to > today || (from !== '' && startOfDay(from, zone) > reached)) break;
    reached = Math.max(reached, startOfDay(to, zone));
  }
  return reached;
}

/** The last moment up to `instant` at which a cell ends. */
function lastEnd(instant: Instant, grain: number, zone: string): Instant {
  const offset = offsetMinutesAt(instant, zone) * MINUTE;
  const length = grain * MINUTE;
  return Math.floor((instant + offset) / length) * length - offset;
}

function rulesOf(rules: string): Partial<TallyRules> {
  return rules === '' ? {} : (JSON.parse(rules) as Partial<TallyRules>);
}
