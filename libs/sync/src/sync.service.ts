import {
  type Clock,
  DAY,
  type Instant,
  type LocationId,
  type Problem,
  type TallyRules,
  type TimeZone,
} from '@tillbridge/domain';
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
} from '@tillbridge/store';
import { closeWindow } from './close-window.js';
import { type KnownPlaces, updatePlaces } from './places.js';
import type { PosCalls, PosOpener } from './pos-calls.js';
import { readSlice, type SliceScope } from './read-slice.js';
import { openSlices, slicesOf } from './slices.js';
import { salesStream, shiftsStream, type Stream } from './stream.js';
import { planWindows, type StreamWindow, type SyncRequest } from './window.js';

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

interface Counts {
  read: number;
  changed: number;
  quarantined: number;
}

export class SyncService {
  constructor(
    private readonly store: Store,
    private readonly pos: PosOpener,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads the windows of a job through a connector. Whatever the POS refuses becomes a cause in the report; the other
   * streams and locations go on. Only a lost lease or a broken store is thrown.
   */
  async run(work: SyncWork): Promise<SyncReport> {
    try {
      return await this.read(work, await this.pos.open(work.connection, work.signal));
    } catch (thrown) {
      const cause = causeOf(thrown);
      if (cause === undefined) throw thrown;
      return { streams: [], causes: [cause], problems: [] };
    }
  }

  private async read(work: SyncWork, calls: PosCalls): Promise<SyncReport> {
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
      coveredTo: await this.coveredTo(connection.id, places.mappedShops),
    });
    const streams: StreamReport[] = [];
    const causes: Cause[] = [];
    for (const window of windows) {
      const sliceScope = this.sliceScope(work, calls, { places, longestShift });
      const result =
        window.stream === 'sales'
          ? await this.readWindow(work, sliceScope, { stream: salesStream, window, asOf })
          : await this.readWindow(work, sliceScope, { stream: shiftsStream(longestShift), window, asOf });
      streams.push(result.report);
      causes.push(...result.causes);
      if (result.causes.some((cause) => reactionTo(cause) === 'stop-connection')) break;
    }
    return { streams, causes, problems: places.problems };
  }

  private sliceScope(
    work: SyncWork,
    calls: PosCalls,
    { places, longestShift }: { places: KnownPlaces; longestShift: number },
  ): Omit<SliceScope, 'onProgress'> {
    const rules = new Map(
      work.connection.locations.map(({ locationId }) => [locationId, work.rulesOf(locationId)] as const),
    );
    return {
      store: this.store,
      lease: work.lease,
      calls,
      clock: this.clock,
      connectionId: work.connection.id,
      shops: places.shops,
      atlas: places.atlas,
      finder: new DayFinder(places.atlas),
      rules,
      longestShift,
    };
  }

  private async readWindow<Record, Hashed extends { readonly hash: string }>(
    work: SyncWork,
    scope: Omit<SliceScope, 'onProgress'>,
    { stream, window, asOf }: { stream: Stream<Record, Hashed>; window: StreamWindow; asOf: Instant },
  ): Promise<{ report: StreamReport; causes: Cause[] }> {
    const counts: Counts = { read: 0, changed: 0, quarantined: 0 };
    const report = (complete: boolean, deleted: number): StreamReport => ({
      stream: stream.name,
      from: window.from,
      to: window.to,
      ...counts,
      deleted,
      complete,
    });
    try {
      const vanished = await this.readSlices(work, scope, { stream, window, asOf, counts });
      const part = { ...partOf(scope, window), stream: stream.name };
      const closed = await closeWindow(
        { ...scope, now: this.clock.now(), acceptVanished: work.request.acceptVanished },
        stream,
        part,
      );
      return { report: report(true, closed.deleted), causes: [...vanished, ...closed.causes] };
    } catch (thrown) {
      const cause = causeOf(thrown);
      if (cause === undefined) throw thrown;
      return { report: report(false, 0), causes: [{ ...cause, stream: stream.name }] };
    }
  }

  private async readSlices<Record, Hashed extends { readonly hash: string }>(
    work: SyncWork,
    scope: Omit<SliceScope, 'onProgress'>,
    run: { stream: Stream<Record, Hashed>; window: StreamWindow; asOf: Instant; counts: Counts },
  ): Promise<Cause[]> {
    const { stream, window, counts } = run;
    const all = slicesOf(window, DAY);
    const covered = await coverageOf(this.store.read, { ...partOf(scope, window), stream: stream.name });
    // A job that goes on after a crash keeps its time: what it had read by then is not read again.
    const open =
      work.asOf === null
        ? all
        : openSlices(
            all,
            scope.shops.map((shop) => covered.get(shop) ?? []),
            run.asOf,
          );
    const causes: Cause[] = [];
    for (const [index, slice] of open.entries()) {
      work.signal.throwIfAborted();
      const onProgress = (records: number): void =>
        work.onProgress({ stream: stream.name, slice: index + 1, slices: open.length, records });
      const outcome = await readSlice({ ...scope, onProgress }, stream, slice);
      counts.read += outcome.read;
      counts.changed += outcome.changed;
      counts.quarantined += outcome.quarantined;
      if (outcome.vanished.length > 0) causes.push(unlisted(stream.name, outcome.vanished));
    }
    return causes;
  }

  private async coveredTo(
    connectionId: string,
    shops: readonly string[],
  ): Promise<Record<LedgerStream, Instant | null>> {
    const endOf = async (stream: LedgerStream): Promise<Instant | null> => {
      const ends = await coverageEnd(this.store.read, { connectionId, stream, shops });
      if (shops.length === 0 || shops.some((shop) => !ends.has(shop))) return null;
      return Math.min(...[...ends.values()].map((interval) => interval.to));
    };
    return { sales: await endOf('sales'), shifts: await endOf('shifts') };
  }
}

function partOf(scope: Omit<SliceScope, 'onProgress'>, window: StreamWindow) {
  return { connectionId: scope.connectionId, shops: scope.shops, from: window.from, to: window.to };
}

function zonesIn(atlas: Atlas): TimeZone[] {
  return [...new Set([...atlas.zones.values()].flatMap((periods) => periods.map((period) => period.timeZone)))];
}

function unlisted(stream: LedgerStream, ids: readonly string[]): Cause {
  return {
    $cause: 1,
    code: 'records.vanished',
    stream,
    message: `${ids.length} ${stream} are no longer listed by the POS, which still answers for them by number (${ids.slice(0, 5).join(', ')}); nothing was taken back`,
  };
}
