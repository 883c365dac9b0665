import type { Clock, Instant, Interval, TimeZone } from '@tillbridge/domain';
import { type Meters, NO_METERS } from '@tillbridge/observability';
import { type Cause, causeOf, reactionTo } from '@tillbridge/plugin-kit';
import { type Atlas, contentHash, DayFinder, type Store } from '@tillbridge/store';
import { SYNC_METRICS } from './metrics.js';
import { withMappedShops } from './places/mapped-shops.js';
import { type KnownPlaces, updatePlaces } from './places/update-places.js';
import type { PosCalls, PosOpener } from './pos-calls.js';
import { readWindow, type WindowScope } from './reading/read-window.js';
import { salesStream, shiftsStream } from './reading/stream.js';
import type { StreamReport, SyncAnswer, SyncWork } from './sync-work.js';
import { takeBackAhead } from './window/take-back-ahead.js';
import { coveredTo } from './window/covered-to.js';
import { ownWindows } from './window/own-windows.js';
import { provenParts } from './window/slice-coverage.js';
import { planWindows, type StreamWindow } from './window/window.js';

export class SyncService {
  constructor(
    private readonly store: Store,
    private readonly pos: PosOpener,
    private readonly clock: Clock,
    private readonly meters: Meters = NO_METERS,
  ) {}

  /**
   * Reads the windows of a job through a connector. Whatever the POS refuses becomes a cause in the report; the other
   * streams and locations go on. Only a lost lease or a broken store is thrown.
   */
  async run(work: SyncWork): Promise<SyncAnswer> {
    try {
      const connection = await withMappedShops(this.store.read, work.connection);
      return await this.read({ ...work, connection }, await this.pos.open(connection, work.signal));
    } catch (thrown) {
      const cause = causeOf(thrown);
      if (cause === undefined) throw thrown;
      return { report: { streams: [], causes: [cause], problems: [] }, findings: [], isCutShort: false };
    }
  }

  private async read(work: SyncWork, calls: PosCalls): Promise<SyncAnswer> {
    const { connection, lease } = work;
    const listed = await calls.listShops();
    const scope = { store: this.store, lease, connection, rulesOf: work.rulesOf, now: this.clock.now() };
    const places = await updatePlaces(scope, listed);
    const posNow = calls.posNow();
    await takeBackAhead({ ...scope, atlas: places.atlas }, posNow);
    if (work.asOf === null) await work.onStart(posNow);
    // A clock that was ahead when the job was begun may have been set since.
    const asOf = Math.min(work.asOf ?? posNow, posNow);
    const longestShift = Math.max(
      0,
      ...connection.locations.map(({ locationId }) => work.rulesOf(locationId).maxShift),
    );
    const windows = await this.windows(work, places, { longestShift, asOf });
    const streams: StreamReport[] = [];
    const causes: Cause[] = [];
    const findings: Cause[] = [];
    let isCutShort = false;
    // Shifts first: sales make an hour whole, and one that goes out before its staff hours are known goes without them
    // for good where the receiver adds. A run that breaks off or gives way leaves no such hour behind.
    for (const window of windows.toReversed()) {
      const windowScope = this.windowScope(work, calls, { places, longestShift, window });
      const result =
        window.stream === 'sales'
          ? await readWindow(work, windowScope, { stream: salesStream, window })
          : await readWindow(work, windowScope, { stream: shiftsStream(longestShift), window });
      this.count(connection.id, result.report);
      streams.unshift(result.report);
      causes.unshift(...result.findings, ...result.causes);
      findings.unshift(...result.findings);
      isCutShort = result.isCutShort;
      if (isCutShort || result.causes.some(stopsAll)) break;
    }
    return { report: { streams, causes, problems: places.problems }, findings, isCutShort };
  }

  private async windows(
    { connection, request, reading }: SyncWork,
    { atlas, mappedShops: shops }: KnownPlaces,
    { longestShift, asOf: now }: { readonly longestShift: number; readonly asOf: Instant },
  ): Promise<StreamWindow[]> {
    const wanted = { connectionId: connection.id, shops, since: now - reading.firstDepth, now };
    return planWindows(request, {
      posNow: now,
      zones: zonesIn(atlas),
      longestShift,
      reading,
      coveredTo: await coveredTo(this.store.read, wanted),
    });
  }

  private count(connection: string, { stream, read, quarantined }: StreamReport): void {
    this.meters.add(SYNC_METRICS.records, { connection, stream }, read);
    this.meters.add(SYNC_METRICS.quarantined, { connection, stream }, quarantined);
  }

  private windowScope(
    work: SyncWork,
    calls: PosCalls,
    run: { readonly places: KnownPlaces; readonly longestShift: number; readonly window: StreamWindow },
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
      jobId: work.jobId,
      shopsHash: contentHash([shops.toSorted(), [...own].toSorted()]),
    };
  }
}

/** A connector that cannot read one stream yet may read the other. */
function stopsAll(cause: Cause): boolean {
  return reactionTo(cause) === 'stop-connection' && cause.code !== 'connector.not_implemented';
}

function zonesIn(atlas: Atlas): TimeZone[] {
  return [...new Set([...atlas.zones.values()].flatMap((periods) => periods.map((period) => period.timeZone)))];
}
