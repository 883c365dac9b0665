import type { Clock, Instant, Interval, LocationId, Problem, TallyRules, TimeZone } from '@tillbridge/domain';
import { type Meters, NO_METERS } from '@tillbridge/observability';
import { type Cause, causeOf, reactionTo } from '@tillbridge/plugin-kit';
import type { ConnectionSettings, ReadingSettings } from '@tillbridge/settings';
import {
  type Atlas,
  coverageEnd,
  coverageOf,
  DayFinder,
  type Lease,
  type LedgerStream,
  type Store,
  zoneOfDay,
} from '@tillbridge/store';
import { SYNC_METRICS } from './metrics.js';
import { readUpTo } from './covered-to.js';
import { withMappedShops } from './mapped-shops.js';
import { type KnownPlaces, updatePlaces } from './places.js';
import type { PosCalls, PosOpener } from './pos-calls.js';
import { provenParts } from './slice-coverage.js';
import { readWindow, type WindowScope } from './read-window.js';
import { salesStream, shiftsStream } from './stream.js';
import { ownWindow, planWindows, type StreamWindow, type SyncRequest } from './window.js';

export interface SyncWork {
  readonly connection: ConnectionSettings;
  readonly request: SyncRequest;
  readonly lease: Lease;
  readonly reading: ReadingSettings;
  readonly rulesOf: (location: LocationId) => TallyRules;
  /** The POS's time when the job was first worked; null the first time. */
  readonly asOf: Instant | null;
  /** Called once, before anything is read, when `asOf` was null. */
  readonly onStart: (asOf: Instant) => Promise<void>;
  readonly onProgress: (progress: SyncProgress) => void;
  /** Asked before each slice; false when reading is to stop there, to go on at another time. Always, where absent. */
  readonly mayReadOn?: () => Promise<boolean>;
  readonly signal: AbortSignal;
}

export interface SyncProgress {
  readonly stream: LedgerStream;
  readonly slice: number;
  readonly slices: number;
  readonly records: number;
}

export interface StreamReport {
  readonly stream: LedgerStream;
  readonly from: Instant;
  readonly to: Instant;
  readonly read: number;
  readonly changed: number;
  readonly deleted: number;
  readonly quarantined: number;
  /** False when a cause stopped it: the next run goes on with the open slices. */
  readonly complete: boolean;
}

export interface SyncReport {
  readonly streams: readonly StreamReport[];
  readonly causes: readonly Cause[];
  readonly problems: readonly Problem[];
}

export class SyncService {
  constructor(
    private readonly store: Store,
    private readonly pos: PosOpener,
    private readonly clock: Clock,
    private readonly meters: Meters = NO_METERS,
  ) {}

  /**
   * Reads the windows of a job through a connector. Whatever the POS refuses becomes a cause in the report; the other
   * streams and locations go on. Only a lost lease or a broken store is thrown. Null where `mayReadOn` ended it early.
   */
  async run(work: SyncWork): Promise<SyncReport | null> {
    try {
      const connection = await withMappedShops(this.store.read, work.connection);
      return await this.read({ ...work, connection }, await this.pos.open(connection, work.signal));
    } catch (thrown) {
      const cause = causeOf(thrown);
      if (cause === undefined) throw thrown;
      return { streams: [], causes: [cause], problems: [] };
    }
  }

  private async read(work: SyncWork, calls: PosCalls): Promise<SyncReport | null> {
    const { connection, lease } = work;
    const listed = await calls.listShops();
    const scope = { store: this.store, lease, connection, rulesOf: work.rulesOf, now: this.clock.now() };
    const places = await updatePlaces(scope, listed);
    const asOf = work.asOf ?? calls.posNow();
    if (work.asOf === null) await work.onStart(asOf);
    const longestShift = Math.max(
      0,
      ...connection.locations.map(({ locationId }) => work.rulesOf(locationId).maxShift),
    );
    const windows = planWindows(work.request, {
      posNow: asOf,
      zones: zonesIn(places.atlas),
      longestShift,
      reading: work.reading,
      coveredTo: await this.coveredTo(work, places.mappedShops, asOf),
    });
    const streams: StreamReport[] = [];
    const causes: Cause[] = [];
    // Shifts first: sales make an hour whole, and one that goes out before its staff hours are known goes without them
    // for good where the receiver adds. A run that breaks off or gives way leaves no such hour behind.
    for (const window of windows.toReversed()) {
      const windowScope = this.windowScope(work, calls, { places, longestShift, window, asOf });
      const result =
        window.stream === 'sales'
          ? await readWindow(work, windowScope, { stream: salesStream, window, asOf })
          : await readWindow(work, windowScope, { stream: shiftsStream(longestShift), window, asOf });
      this.count(connection.id, result.report);
      if (result.isCutShort) return null;
      streams.unshift(result.report);
      causes.unshift(...result.causes);
      if (result.causes.some(stopsAll)) break;
    }
    return { streams, causes, problems: places.problems };
  }

  private count(connection: string, { stream, read, quarantined }: StreamReport): void {
    this.meters.add(SYNC_METRICS.records, { connection, stream }, read);
    this.meters.add(SYNC_METRICS.quarantined, { connection, stream }, quarantined);
  }

  private windowScope(
    work: SyncWork,
    calls: PosCalls,
    run: {
      readonly places: KnownPlaces;
      readonly longestShift: number;
      readonly window: StreamWindow;
      readonly asOf: Instant;
    },
  ): WindowScope {
    const { atlas, shops } = run.places;
    const rules = new Map(
      work.connection.locations.map(({ locationId }) => [locationId, work.rulesOf(locationId)] as const),
    );
    // Staff hours hang on sales coverage too, and a shift may begin on another date than it is worked.
    const own = run.window.stream === 'sales' ? ownWindows(work.request, run.places) : new Map<string, Interval>();
    return {
      store: this.store,
      lease: work.lease,
      calls,
      clock: this.clock,
      connectionId: work.connection.id,
      shops,
      provenBy: (slice) => provenParts(slice, shops, own),
      atlas,
      finder: new DayFinder(atlas),
      rules,
      longestShift: run.longestShift,
      jobAsOf: run.asOf,
    };
  }

  private async coveredTo(
    { connection, reading }: SyncWork,
    shops: readonly string[],
    now: Instant,
  ): Promise<Record<LedgerStream, Instant | null>> {
    const since = now - reading.firstDepth;
    const endOf = async (stream: LedgerStream): Promise<Instant | null> => {
      const part = { connectionId: connection.id, stream, shops };
      const ever = await coverageEnd(this.store.read, part);
      const recent = await coverageOf(this.store.read, { ...part, from: since, to: now });
      const ends = shops.map((shop) => readUpTo(recent.get(shop) ?? [], ever.get(shop), since));
      return ends.length === 0 || ends.includes(null) ? null : Math.min(...ends.filter((end) => end !== null));
    };
    return { sales: await endOf('sales'), shifts: await endOf('shifts') };
  }
}

/** A connector that cannot read one stream yet may read the other. */
function stopsAll(cause: Cause): boolean {
  return reactionTo(cause) === 'stop-connection' && cause.code !== 'connector.not_implemented';
}

/** By shop: what was asked for in the zones of the locations that it feeds, or where it feeds none, in its own. */
function ownWindows(request: SyncRequest, { atlas, zoneOfShop }: KnownPlaces): Map<string, Interval> {
  const windows = new Map<string, Interval>();
  for (const { shop, location } of atlas.mapping) {
    const own = ownWindow(request, (date) => zoneOfDay(atlas, { location, date }));
    if (own === null) continue;
    const before = windows.get(shop) ?? own;
    windows.set(shop, { from: Math.min(before.from, own.from), to: Math.max(before.to, own.to) });
  }
  for (const [shop, zone] of zoneOfShop) {
    const own = windows.has(shop) ? null : ownWindow(request, () => zone);
    if (own !== null) windows.set(shop, own);
  }
  return windows;
}

function zonesIn(atlas: Atlas): TimeZone[] {
  return [...new Set([...atlas.zones.values()].flatMap((periods) => periods.map((period) => period.timeZone)))];
}
