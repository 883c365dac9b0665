import { setImmediate } from 'node:timers/promises';
import { type Clock, type Instant, type Interval, type LocationId, SECOND } from '@tillbridge/domain';
import {
  approvalOf,
  type OutputPause,
  outputPauses,
  type OutputStanding,
  outputStandings,
  type StandingWanted,
  statusChanges,
  type Store,
} from '@tillbridge/store';
import { addsUp, type OutputInstance, shapingHash } from '../output-instance.js';
import { deliveredTo, pastWaived, readOfQuiet } from './delivered-to.js';
import { type LocationState, readPlaces } from './places.js';
import { waivedSpans } from './waived-spans.js';

export interface OutputState {
  readonly id: string;
  readonly pause: OutputPause | null;
  /** Everything waits for its approval. */
  readonly isHeld: boolean;
  /** Its receiver adds, so an hour of the clock goes once, when all of it is known: quarters of it wait. */
  readonly takesWholeHours: boolean;
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
  /** Days that stay away on purpose. */
  readonly waived: StandingWanted['waived'];
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
    const { store, clock, outputs } = this.scope;
    const histories = await statusChanges(store.read);
    const places = await readPlaces(store, clock.now(), histories);
    const states = await this.outputStates();
    const spans = new Map([...histories].map(([location, history]) => [location, waivedSpans(history)]));
    const waived = [...spans].flatMap(([location, own]) => own.map((span) => ({ location, ...span })));
    const wanted = { outputs: outputs.map((output) => ({ id: output.id, hash: shapingHash(output) })), waived };
    // Asked first: what is read and folded meanwhile must show as lacking, not as delivered (I7).
    const quiet = await readOfQuiet(store, clock.now(), places);
    const standings = await this.inParts(wanted, [...places.states.keys()]);
    const deliveries = standings.flatMap((standing): DeliveryState[] => {
      const location = places.states.get(standing.location);
      const output = states.get(standing.output);
      if (location === undefined || output === undefined) return [];
      const { lacking, dead, waitingSince } = standing;
      const known = deliveredTo(standing, places, quiet);
      const wallClock = places.clocks.get(location.id);
      const isWaiving = known !== null && wallClock !== undefined;
      const to = isWaiving ? pastWaived(known, spans.get(location.id) ?? [], wallClock) : known;
      return [{ output, location, lacking, dead, waitingSince, deliveredTo: to }];
    });
    return { outputs: [...states.values()], locations: [...places.states.values()], deliveries, waived };
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
}
