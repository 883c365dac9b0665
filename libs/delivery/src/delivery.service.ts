import { type Clock, DAY, type LocationId, localDateOf } from '@tillbridge/domain';
import type { LocationDay, Receipt } from '@tillbridge/plugin-kit';
import { type Log, type LogEntry, type Meters, NO_LOG, NO_METERS } from '@tillbridge/observability';
import {
  approvalOf,
  breakerOf,
  countLackingDays,
  type DayAtOutput,
  forgetBreaker,
  lackingDays,
  type LocationRow,
  locationsOf,
  isFencedOff,
  type OutputBreaker,
  type OutputPause,
  outputPauses,
  servedLocations,
  type Session,
  statusChanges,
  type Store,
  wantResend,
} from '@tillbridge/store';
import { askOutput } from './ask-output.js';
import { byStatus, keptBack } from './behind.js';
import { breakerState, endsOutage, isOpen, OUTAGE_LOCATIONS } from './breaker/breaker.js';
import { DayQueue } from './breaker/day-queue.js';
import { tellBreaker } from './breaker/tell-breaker.js';
import { deadDays, type DeliveryScope, openScope } from './delivery-scope.js';
import type { DeliveryWork, Prepared } from './delivery-work.js';
import { measureBatch } from './measure-batch.js';
import { shapingHash } from './output-instance.js';
import { prepareBatch } from './prepare-batch.js';
import { goneOf, type Recorded, recordReceipts } from './record-receipts.js';
import { add, count, type DeliveryReport, emptyReport, type MutableReport, type PausedDelivery } from './report.js';
import { statusOn } from './status.js';
import { tellFailures } from './tell-failures.js';
import { tellLateEdits } from './tell-late-edits.js';

const ALL = 1_000_000;

/** A location that lives has new figures every few days. */
const SERVED = 7 * DAY;

/** What holds for a whole pass. */
interface Pass {
  readonly work: DeliveryWork;
  readonly hash: string;
  readonly scope: DeliveryScope;
  /** Locations that go to the output, as many as matter, also those that the pass does not look at. */
  readonly served: readonly LocationId[];
}

interface Sent {
  readonly report: DeliveryReport;
  readonly breaker: OutputBreaker | null;
}

interface Answered {
  readonly receipts: readonly Receipt[];
  readonly lateEdits: Recorded['lateEdits'];
  readonly breaker: OutputBreaker | null;
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
    const { id: output, hold } = work.instance;
    const hash = shapingHash(work.instance);
    const scope = await openScope(this.store, this.clock, work);
    const report = emptyReport(output);
    report.dead.push(...(await deadDays(this.store, work, { ...scope, hash })));
    const lackingOf = (those: readonly LocationId[]): Promise<number> =>
      countLackingDays(this.store.read, { output, locations: those, hash });
    const pause = (await outputPauses(this.store.read)).get(output);
    if (pause !== undefined) {
      return { ...report, paused: pausedDelivery(pause, await lackingOf([...scope.locations.keys()])) };
    }
    if (hold && (await approvalOf(this.store.read, output)) !== true) {
      return { ...report, held: await lackingOf([...scope.locations.keys()]) };
    }
    // A location may be closed for years: its days are counted, and none of them is looked at.
    const [open, closed] = byStatus([...scope.locations.keys()], scope);
    report.keptBack.not_operational += await lackingOf(closed);
    const lacking = await lackingDays(this.store.read, { output, locations: open, hash, limit: ALL });
    const served = lacking.length === 0 ? [] : await this.served(output, scope, open);
    await this.sendInTurn({ work, hash, scope, served }, lacking, report);
    return report;
  }

  /** Locations of which nothing has come for days, such as one that was never read, say nothing of the receiver. */
  private async served(output: string, scope: DeliveryScope, open: readonly LocationId[]): Promise<LocationId[]> {
    const now = this.clock.now();
    const since = localDateOf(now - SERVED, 'UTC');
    const today = localDateOf(now, 'UTC');
    const others = (await locationsOf(this.store.read)).filter(({ id }) => !scope.locations.has(id));
    const isOpen = ({ id }: LocationRow): boolean => statusOn(scope.histories.get(id) ?? [], today) === 'operational';
    const locations = [...open, ...others.filter(isOpen).map(({ id }) => id)];
    return servedLocations(this.store.read, { output, locations, since, limit: OUTAGE_LOCATIONS });
  }

  /**
   * Sends batch after batch, and one day alone while the receiver counts as down. Days that it does not come to are
   * counted as waiting.
   */
  private async sendInTurn(pass: Pass, lacking: readonly DayAtOutput[], report: MutableReport): Promise<void> {
    const { work } = pass;
    let breaker = await breakerOf(this.store.read, work.instance.id);
    const queue = this.queueOf(pass, { lacking, breaker }, report);
    while (queue.length > 0) {
      work.signal.throwIfAborted();
      if (!work.now && breakerState(breaker, this.clock.now()) === 'open') break;
      const batch = queue.next(breaker, work.instance.manifest.maxDays);
      const sent = await this.deliverBatch(pass, batch, breaker);
      if (endsOutage(breaker, sent.breaker)) queue.letWaitingGo();
      breaker = sent.breaker;
      add(report, sent.report);
      if (report.paused !== null) {
        report.paused = { ...report.paused, days: batch.length + queue.length };
        break;
      }
      work.onProgress(queue.total - queue.length, queue.total);
      // A receiver that took nothing of a whole batch is down: the rest waits with it.
      if (sent.report.failed.length === batch.length) break;
    }
    const isOwedNothing = queue.length + queue.waits + report.failed.length === 0;
    if (work.connections === null && report.paused === null && isOwedNothing) await this.forgetOutage(work, breaker);
    report.keptBack.waiting += queue.waits + (isOpen(breaker) && report.paused === null ? queue.length : 0);
  }

  /** Where nothing is owed no probe goes, and nobody would ever find out that the receiver is up. */
  private async forgetOutage({ instance: { id: output }, lease }: DeliveryWork, breaker: OutputBreaker | null) {
    if (!isOpen(breaker)) return;
    await this.store.transaction(lease, (session) => forgetBreaker(session, output));
    this.log.write('info', outageForgottenEntry(output));
  }

  /**
   * The days that go and those that wait. While the receiver counts as down the breaker decides when a day goes, not
   * the times of the days that failed.
   */
  private queueOf(
    { work, scope }: Pass,
    { lacking, breaker }: { readonly lacking: readonly DayAtOutput[]; readonly breaker: OutputBreaker | null },
    report: MutableReport,
  ): DayQueue {
    const isAnyTime = work.now || isOpen(breaker);
    const [going, waiting]: [DayAtOutput[], DayAtOutput[]] = [[], []];
    for (const day of lacking) {
      const reason = keptBack(scope, day);
      if (reason === null || (reason === 'waiting' && isAnyTime)) going.push(day);
      else if (reason === 'waiting') waiting.push(day);
      else report.keptBack[reason] += 1;
    }
    return new DayQueue(going, waiting);
  }

  private async deliverBatch(pass: Pass, batch: readonly DayAtOutput[], breaker: OutputBreaker | null): Promise<Sent> {
    const { work, hash, scope } = pass;
    const report = emptyReport(work.instance.id);
    const [{ locations }, now] = [scope, this.clock.now()];
    // The fence is checked right before each call: one that was fenced off must not send (I4).
    const { pause, prepared } = await this.store.transaction(work.lease, async (session) => {
      const going = await this.stillGoing(session, { ...pass, batch }, report);
      return {
        pause: (await outputPauses(session)).get(work.instance.id),
        prepared: await prepareBatch(session, work.instance, { hash, locations, days: going, now }, report),
      };
    });
    if (pause !== undefined) return { report: { ...report, paused: pausedDelivery(pause, batch.length) }, breaker };
    if (prepared.length === 0) return { report, breaker };
    // Told before the days are acknowledged: a process killed after that would never find them again.
    tellLateEdits(this.log, work.instance.id, report.lateEdits);
    const { receipts, lateEdits, breaker: after } = await this.sendAndRecord(pass, prepared);
    count(report, receipts);
    report.lateEdits.push(...lateEdits);
    const gone = goneOf(work.instance.id, receipts, this.clock.now());
    const paused = gone === null ? null : pausedDelivery(gone, batch.length);
    return { report: { ...report, paused }, breaker: after };
  }

  /** Leaves out what a person has stopped since the run began, which may be hours ago. */
  private async stillGoing(
    session: Session,
    { work: { instance }, scope, batch }: Pass & { readonly batch: readonly DayAtOutput[] },
    report: MutableReport,
  ): Promise<readonly DayAtOutput[]> {
    if (instance.hold && (await approvalOf(session, instance.id)) !== true) {
      report.held += batch.length;
      return [];
    }
    const histories = await statusChanges(
      session,
      batch.map(({ location }) => location),
    );
    return batch.filter((day) => {
      const reason = keptBack({ ...scope, histories }, day);
      if (reason === null || reason === 'waiting') return true;
      report.keptBack[reason] += 1;
      return false;
    });
  }

  private async sendAndRecord(pass: Pass, prepared: readonly Prepared[]): Promise<Answered> {
    const days = prepared.map(({ day }) => day);
    try {
      const receipts = await this.send(pass.work, days);
      const { lateEdits, breaker } = await this.record(pass, prepared, receipts);
      return { receipts, lateEdits, breaker: breaker.after };
    } catch (error) {
      await this.sendAgainIfFencedOff(pass.work, days);
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
    const receipts = await askOutput(work, days, { clock: this.clock, log: this.log });
    measureBatch(this.meters, { output: work.instance.id, days, receipts, milliseconds: this.clock.now() - begun });
    return receipts;
  }

  private async record(
    { work, hash, served }: Pass,
    prepared: readonly Prepared[],
    receipts: readonly Receipt[],
  ): Promise<Recorded> {
    const output = work.instance.id;
    const { random } = this.means;
    const recorded = await this.store.transaction(work.lease, (session) =>
      recordReceipts(session, { output, hash, prepared, receipts, served, now: this.clock.now(), random }),
    );
    if (recorded.isPaused) this.log.write('error', pausedEntry(output));
    tellFailures(this.log, output, receipts);
    tellLateEdits(this.log, output, recorded.lateEdits);
    tellBreaker(this.log, output, recorded.breaker);
    return recorded;
  }
}

function pausedDelivery({ reason, actor, at }: OutputPause, days: number): PausedDelivery {
  return { reason, actor, at, days };
}

function outageForgottenEntry(output: string): LogEntry {
  const message = 'Nothing waits for the receiver any more: whether it takes figures again shows with the next ones.';
  return { event: 'output.breaker_closed', message, component: 'delivery', output };
}

function pausedEntry(output: string): LogEntry {
  const message = 'The receiver says that it is gone: nothing more goes to this output until a person resumes it.';
  return { event: 'output.paused', message, component: 'delivery', output };
}
