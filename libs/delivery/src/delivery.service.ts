import type { Clock, Instant, LocalDate, LocationId } from '@tillbridge/domain';
import type { Cause, LocationDay, OutputContext, Receipt } from '@tillbridge/plugin-kit';
import { type Log, type LogEntry, type Meters, NO_LOG, NO_METERS } from '@tillbridge/observability';
import {
  approvalOf,
  cellsOf,
  countDaysAtOutput,
  type DayAtOutput,
  dayKey,
  daysAtOutput,
  DayFinder,
  deliveriesBetween,
  isFencedOff,
  type Lease,
  loadAtlas,
  type LocationRow,
  locationsOf,
  lockDays,
  type OutputPause,
  outputPauses,
  reachBack,
  reachOf,
  sentHours,
  type SentHour,
  type Session,
  statusChanges,
  type Store,
  type StoredCell,
  wantResend,
} from '@tillbridge/store';
import { type BehindScope, byStatus, keptBack } from './behind.js';
import { locationDayOf } from './location-day.js';
import { addsUp, type OutputInstance, shapingHash } from './output-instance.js';
import { reachWanted } from './reach.js';
import { measureBatch } from './measure-batch.js';
import { goneOf, recordReceipts } from './record-receipts.js';
import { receiptsAfter, receiptsFor } from './receipts.js';
import {
  add,
  count,
  type DeliveryReport,
  emptyReport,
  type MutableReport,
  type PausedDelivery,
  unexplained,
} from './report.js';
import { lateEdits, unsentPart } from './sent-once.js';
import { tellFailures } from './tell-failures.js';

const ALL = 1_000_000;

export interface DeliveryWork {
  readonly instance: OutputInstance;
  readonly lease: Lease;
  /** Lowers how far back the output reaches, for locations of a connection that was asked for by date. */
  readonly reachBackTo: LocalDate | null;
  /** Only days of these connections; all where null. */
  readonly connections: readonly string[] | null;
  /** Try days whose next attempt is not due yet: a person is asking. */
  readonly now: boolean;
  readonly onProgress: (days: number, of: number) => void;
  readonly signal: AbortSignal;
}

/** What goes out in one call. */
interface Batch {
  readonly hash: string;
  readonly locations: ReadonlyMap<LocationId, LocationRow>;
  readonly batch: readonly DayAtOutput[];
}

/** A day as it goes out, with what must be known of it once its receipt is there. */
export interface Prepared {
  readonly day: LocationDay;
  readonly hours: readonly SentHour[];
  /** End of the last cell that is whole in it; null where none is. */
  readonly knownTo: Instant | null;
  /** Since the day was last taken. */
  readonly failures: number;
  readonly resendMark: number;
}

export interface DeliveryMeans {
  readonly clock: Clock;
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly meters?: Meters;
  readonly log?: Log;
}

export class DeliveryService {
  private readonly clock: Clock;
  private readonly meters: Meters;
  private readonly log: Log;

  constructor(
    private readonly store: Store,
    private readonly means: DeliveryMeans,
  ) {
    this.clock = means.clock;
    this.meters = means.meters ?? NO_METERS;
    this.log = means.log ?? NO_LOG;
  }

  /** Sends every location-day that the output lacks, a batch at a time; each batch's receipts are one commit. */
  async deliver(work: DeliveryWork): Promise<DeliveryReport> {
    const hash = shapingHash(work.instance);
    const locations = await this.locationsInReach(work);
    const scope = await this.behindScope(locations);
    const { id: output } = work.instance;
    const report = emptyReport(work.instance.id);
    report.dead.push(...(await this.deadDays(work, scope)));
    const lackingOf = (those: readonly LocationId[]): Promise<number> =>
      countDaysAtOutput(this.store.read, { output, locations: those, hash });
    const pause = (await outputPauses(this.store.read)).get(output);
    if (pause !== undefined) {
      return { ...report, paused: pausedDelivery(pause, await lackingOf([...locations.keys()])) };
    }
    if (work.instance.hold && (await approvalOf(this.store.read, output)) !== true) {
      return { ...report, held: await lackingOf([...locations.keys()]) };
    }
    // A location may be closed for years: its days are counted, and none of them is looked at.
    const [open, closed] = byStatus([...locations.keys()], scope);
    report.keptBack.not_operational += await lackingOf(closed);
    const lacking = await daysAtOutput(this.store.read, { output, locations: open, hash, limit: ALL });
    const going = lacking.filter((day) => {
      const reason = keptBack(scope, day);
      if (reason === null || (reason === 'waiting' && work.now)) return true;
      report.keptBack[reason] += 1;
      return false;
    });
    const size = work.instance.manifest.maxDays;
    for (let start = 0; start < going.length; start += size) {
      work.signal.throwIfAborted();
      const batch = going.slice(start, start + size);
      const sent = await this.deliverBatch(work, { hash, locations, scope, batch });
      add(report, sent);
      if (sent.paused !== null) return { ...report, paused: { ...sent.paused, days: going.length - start } };
      work.onProgress(Math.min(start + size, going.length), going.length);
      // A receiver that took nothing of a whole batch is down: the rest waits with it.
      if (sent.failed.length === batch.length) break;
    }
    return report;
  }

  private async locationsInReach(work: DeliveryWork): Promise<Map<LocationId, LocationRow>> {
    const rows = (await locationsOf(this.store.read)).filter(
      (row) => work.connections === null || work.connections.includes(row.connectionId),
    );
    const known = await reachOf(this.store.read, work.instance.id);
    const today = await this.todayOf(rows);
    const wanted = rows.flatMap((row) => {
      const date = today.get(row.id);
      if (date === undefined) return [];
      const first = reachWanted({
        today: date,
        since: work.instance.since,
        isKnown: known.has(row.id),
        askedFrom: work.reachBackTo,
      });
      return first === null ? [] : [{ location: row.id, firstDate: first }];
    });
    await this.store.transaction(work.lease, (session) => reachBack(session, work.instance.id, wanted));
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async behindScope(locations: ReadonlyMap<LocationId, LocationRow>): Promise<BehindScope> {
    return {
      histories: await statusChanges(this.store.read),
      today: await this.todayOf([...locations.values()]),
      now: this.clock.now(),
    };
  }

  /** Refused for good before, and still so: whoever asks must not take the silence of this run for success. */
  private async deadDays(work: DeliveryWork, { today }: BehindScope): Promise<MutableReport['dead']> {
    const first = [...today.values()].toSorted()[0];
    if (first === undefined) return [];
    const usual = reachWanted({
      today: first,
      since: work.instance.since,
      isKnown: false,
      askedFrom: work.reachBackTo,
    });
    const days = await deliveriesBetween(this.store.read, {
      output: work.instance.id,
      from: usual ?? first,
      to: '9999-12-31',
    });
    return days.flatMap(({ location, date, revision, delivery }) => {
      if (!today.has(location) || delivery?.deadRevision !== revision || delivery.resendWanted) return [];
      const cause = delivery.lastCause === null ? null : (JSON.parse(delivery.lastCause) as Cause | null);
      return [{ location, date, cause: cause ?? unexplained() }];
    });
  }

  private async todayOf(rows: readonly LocationRow[]): Promise<Map<LocationId, LocalDate>> {
    const today = new Map<LocationId, LocalDate>();
    for (const connectionId of new Set(rows.map((row) => row.connectionId))) {
      const finder = new DayFinder(await loadAtlas(this.store.read, connectionId));
      for (const row of rows.filter((candidate) => candidate.connectionId === connectionId)) {
        const date = finder.dateOf(row.id, this.clock.now());
        if (date !== undefined) today.set(row.id, date);
      }
    }
    return today;
  }

  private async deliverBatch(
    work: DeliveryWork,
    batch: Batch & { readonly scope: BehindScope },
  ): Promise<DeliveryReport> {
    const report = emptyReport(work.instance.id);
    // The fence is checked right before each call: one that was fenced off must not send (I4).
    const { pause, prepared } = await this.store.transaction(work.lease, async (session) => ({
      pause: (await outputPauses(session)).get(work.instance.id),
      prepared: await this.prepare(session, work.instance, await this.stillGoing(session, work, batch, report), report),
    }));
    if (pause !== undefined) return { ...report, paused: pausedDelivery(pause, batch.batch.length) };
    if (prepared.length === 0) return report;
    const receipts = await this.sendAndRecord(work, batch.hash, prepared);
    count(report, receipts);
    const gone = goneOf(work.instance.id, receipts, this.clock.now());
    return gone === null ? report : { ...report, paused: pausedDelivery(gone, batch.batch.length) };
  }

  /** A run may take hours: what a person has stopped since it began goes no more. */
  private async stillGoing(
    session: Session,
    { instance }: DeliveryWork,
    { scope, ...batch }: Batch & { readonly scope: BehindScope },
    report: MutableReport,
  ): Promise<Batch> {
    if (instance.hold && (await approvalOf(session, instance.id)) !== true) {
      report.held += batch.batch.length;
      return { ...batch, batch: [] };
    }
    const histories = await statusChanges(
      session,
      batch.batch.map(({ location }) => location),
    );
    const going = batch.batch.filter((day) => {
      const reason = keptBack({ ...scope, histories }, day);
      if (reason === null || reason === 'waiting') return true;
      report.keptBack[reason] += 1;
      return false;
    });
    return { ...batch, batch: going };
  }

  private async sendAndRecord(work: DeliveryWork, hash: string, prepared: readonly Prepared[]): Promise<Receipt[]> {
    const days = prepared.map(({ day }) => day);
    try {
      const receipts = await this.send(work, days);
      await this.record(work, { hash, prepared, receipts });
      return receipts;
    } catch (error) {
      await this.sendAgainIfFencedOff(work, days);
      throw error;
    }
  }

  /** Whoever took the lease over may have sent newer figures before ours arrived: the days go out once more (I3). */
  private async sendAgainIfFencedOff({ instance, lease }: DeliveryWork, days: readonly LocationDay[]): Promise<void> {
    if (!(await isFencedOff(this.store, lease))) return;
    await this.store.transaction(null, (session) => wantResend(session, instance.id, days));
  }

  private async send(work: DeliveryWork, days: readonly LocationDay[]): Promise<Receipt[]> {
    const begun = this.clock.now();
    const receipts = await this.receiptsOf(work, days);
    measureBatch(this.meters, { output: work.instance.id, days, receipts, milliseconds: this.clock.now() - begun });
    return receipts;
  }

  private async receiptsOf(work: DeliveryWork, days: readonly LocationDay[]): Promise<Receipt[]> {
    try {
      return receiptsFor(days, await work.instance.output.deliver(this.contextOf(work), days));
    } catch (thrown) {
      work.signal.throwIfAborted();
      return receiptsAfter(days, thrown);
    }
  }

  private async record(
    work: DeliveryWork,
    sent: { hash: string; prepared: readonly Prepared[]; receipts: readonly Receipt[] },
  ): Promise<void> {
    const output = work.instance.id;
    const { random } = this.means;
    const paused = await this.store.transaction(work.lease, (session) =>
      recordReceipts(session, { output, ...sent, now: this.clock.now(), random }),
    );
    if (paused) this.log.write('error', pausedEntry(output));
    tellFailures(this.log, output, sent.receipts);
  }

  /** Day and cells are read under the lock of the day: a fold in between would pass new figures off as old (I3). */
  private async prepare(
    session: Session,
    instance: OutputInstance,
    batch: Batch,
    report: MutableReport,
  ): Promise<Prepared[]> {
    const days = new Map((await lockDays(session, batch.batch)).map((day) => [dayKey(day), day]));
    const cells = Map.groupBy(await cellsOf(session, batch.batch), dayKey);
    const sent = addsUp(instance) ? Map.groupBy(await sentHours(session, instance.id, batch.batch), dayKey) : null;
    return batch.batch.flatMap((wanted): Prepared[] => {
      const row = days.get(dayKey(wanted));
      const location = batch.locations.get(wanted.location);
      if (row === undefined || location === undefined) return [];
      const ofDay = cells.get(dayKey(wanted)) ?? [];
      const day = locationDayOf({ id: instance.id, hash: batch.hash }, row, location, ofDay);
      const { failures = 0, resendMark = 0 } = wanted.delivery ?? {};
      const marks = { failures, resendMark };
      if (sent === null) return [{ day, hours: [], knownTo: wholeTo(day, ofDay), ...marks }];
      const before = sent.get(dayKey(wanted)) ?? [];
      const folded = { day, cells: ofDay, zone: row.timeZone };
      report.lateEdits.push(...lateEdits(folded, before));
      const part = unsentPart(folded, before);
      return [{ ...part, knownTo: wholeTo(part.day, ofDay), ...marks }];
    });
  }

  private contextOf(work: DeliveryWork): OutputContext<Readonly<Record<string, unknown>>> {
    return {
      output: { id: work.instance.id },
      settings: work.instance.settings,
      signal: work.signal,
      now: () => this.clock.now(),
      log: (level, message, fields) => {
        const component = `output-${work.instance.kind}`;
        this.log.write(level, {
          event: 'output.message',
          message,
          component,
          output: work.instance.id,
          ...said(fields),
        });
      },
    };
  }
}

/** An hour that runs still, sent as far as it was read, is not known. */
function wholeTo(day: LocationDay, cells: readonly StoredCell[]): Instant | null {
  const sent = new Set(day.cells.map((cell) => cell.start));
  const ends = cells.filter((cell) => sent.has(cell.start) && cell.coveredTo >= cell.end).map((cell) => cell.end);
  return ends.length === 0 ? null : Math.max(...ends);
}

function pausedDelivery({ reason, actor, at }: OutputPause, days: number): PausedDelivery {
  return { reason, actor, at, days };
}

function said(fields: Readonly<Record<string, unknown>> | undefined): Pick<LogEntry, 'fields'> {
  return fields === undefined ? {} : { fields };
}

function pausedEntry(output: string): LogEntry {
  const message = 'The receiver says that it is gone: nothing more goes to this output until a person resumes it.';
  return { event: 'output.paused', message, component: 'delivery', output };
}
