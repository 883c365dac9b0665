import { type Instant, MINUTE, TillbridgeError } from '@tillbridge/domain';
import type { Log, Meters } from '@tillbridge/observability';
import { finishJob, type Job, pauseJob, scheduledConnections, workableJobs } from '@tillbridge/store';
import { isRead } from '../slots/slot-book.js';
import type { ImportOutcome, ImportSteps } from './import-steps.js';
import { runImport } from './run-import.js';
import { RunMeters } from './run-meters.js';
import { byUrgency } from './urgency.js';
import { isTriedLongEnough, LONGEST_PAUSE, pauseAfter, triedAgainAt } from './verdict.js';

/** Connections that are read side by side; each asks its own POS account, so they do not slow one another. */
const SIDE_BY_SIDE = 4;

/** A run that takes longer waits for a slow POS rather than works: it gives its place away, so that nobody starves. */
const LONG = 10 * MINUTE;

/** Whatever is slow: each holds some memory. */
const AT_MOST = 4 * SIDE_BY_SIDE;

export interface JobWorkerParts {
  readonly steps: ImportSteps;
  readonly meters: Meters;
  readonly log: Log;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Called after each run: figures may have changed. */
  readonly onRun: () => void;
}

/**
 * Works the open jobs of every connection that is active: one at a time for each, a few connections side by side. A job
 * that gave way, or that a process left running when it died, is worked again from its next open slice.
 */
export class JobWorker {
  private readonly working = new Map<string, { readonly since: Instant; readonly run: Promise<void> }>();
  private readonly stopping = new AbortController();
  private looking: Promise<void> | null = null;
  private lookAgain = false;
  private readonly meters: RunMeters;

  constructor(private readonly parts: JobWorkerParts) {
    this.meters = new RunMeters(parts.steps.store, parts.steps.clock, parts.meters);
  }

  /** Begins every job that may be begun now. Whoever asks while it looks has it look once more. */
  async look(): Promise<void> {
    if (this.looking !== null) {
      this.lookAgain = true;
      return this.looking;
    }
    this.looking = this.lookUntilQuiet();
    try {
      await this.looking;
    } finally {
      this.looking = null;
    }
  }

  /** Waits for whatever is under way. */
  async idle(): Promise<void> {
    while (this.working.size > 0) await Promise.all([...this.working.values()].map(({ run }) => run));
  }

  /** Begins nothing more and breaks off what is under way: what was committed stays, the rest is resumed. */
  async stop(): Promise<void> {
    this.stopping.abort(new Error('the process is ending'));
    await this.looking?.catch(() => undefined);
    await this.idle();
  }

  private async lookUntilQuiet(): Promise<void> {
    do {
      this.lookAgain = false;
      if (this.stopping.signal.aborted) return;
      await this.lookOnce();
    } while (this.lookAgain);
  }

  private async lookOnce(): Promise<void> {
    const { store, clock, settings } = this.parts.steps;
    if (this.isFull()) return;
    const jobs = await workableJobs(store.read, { now: clock.now(), longestPause: 2 * LONGEST_PAUSE });
    if (jobs.length === 0) return;
    const known = await scheduledConnections(store.read);
    for (const job of byUrgency(jobs)) {
      const connection = settings.connections.find(({ id }) => id === job.connectionId);
      if (connection === undefined || !isRead(connection, known.get(connection.id))) continue;
      if (this.working.has(job.connectionId) || this.isFull()) continue;
      if (this.stopping.signal.aborted) return;
      this.begin(job);
    }
  }

  private isFull(): boolean {
    const now = this.parts.steps.clock.now();
    const young = [...this.working.values()].filter(({ since }) => now - since < LONG);
    return young.length >= SIDE_BY_SIDE || this.working.size >= AT_MOST;
  }

  private begin(job: Job): void {
    const run = this.work(job)
      .catch((error: unknown) => this.tellBroken(job.connectionId, error))
      .finally(() => {
        this.working.delete(job.connectionId);
        this.meters.running(this.working.size);
        if (this.stopping.signal.aborted) return;
        this.parts.onRun();
        this.look().catch((error: unknown) => this.tellBroken(job.connectionId, error));
      });
    this.working.set(job.connectionId, { since: this.parts.steps.clock.now(), run });
    this.meters.running(this.working.size);
  }

  private async work(job: Job): Promise<void> {
    const { steps, random } = this.parts;
    try {
      const outcome = await runImport(steps, job, {
        signal: this.stopping.signal,
        onProgress: () => undefined,
        onBegun: (begun) => this.meters.begun(begun),
        tryAgainAt: ({ report, job: { attempts, requestedAt } }) =>
          triedAgainAt({ report, attempts, requestedAt, now: steps.clock.now(), jitter: random() }),
      });
      // Null: another replica was quicker, or it gave way.
      if (outcome !== null) this.tell(job, outcome);
      if (outcome !== null) this.meters.ended(job, outcome.sync);
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      if (error instanceof TillbridgeError && error.code === 'store.fenced_off') return this.tellFencedOff(job);
      this.meters.broken(job, error);
      await this.leaveForLater(job, error);
    }
  }

  private tell({ id: job, connectionId: connection }: Job, { sync, fold }: ImportOutcome): void {
    const { log } = this.parts;
    const { read, changed } = totalOf(sync.streams);
    const message = `records read ${read}, changed ${changed}; days whose figures changed ${fold.revised}`;
    log.write('info', { event: 'import.done', component: 'scheduling', connection, message, fields: { job } });
    for (const { code, message: said } of sync.causes) {
      log.write('warn', {
        event: 'import.incomplete',
        component: 'scheduling',
        connection,
        message: `${code}: ${said}`,
      });
    }
  }

  /** The job is somebody else's now, or was closed with its connection: nothing is left to do here. */
  private tellFencedOff({ connectionId: connection }: Job): void {
    const message = 'another process took the run over, or the connection was deleted';
    this.parts.log.write('warn', { event: 'import.fenced_off', component: 'scheduling', connection, message });
  }

  private tellBroken(connection: string, error: unknown): void {
    const message = 'a run broke; it is tried again later';
    this.parts.log.write('error', { event: 'import.broken', component: 'scheduling', connection, message, error });
  }

  /**
   * A job whose run broke, by a defect or by a database that was away, is open still; without a pause it would be begun
   * again at once and for ever.
   */
  private async leaveForLater({ id, connectionId, ...job }: Job, error: unknown): Promise<void> {
    const { store, clock } = this.parts.steps;
    this.tellBroken(connectionId, error);
    const now = clock.now();
    await store.transaction(null, (session) =>
      isTriedLongEnough(job.requestedAt, now)
        ? finishJob(session, { id, state: 'failed', outcome: String(error), at: now })
        : pauseJob(session, id, now + pauseAfter(job.attempts + 1, this.parts.random())),
    );
  }
}

function totalOf(streams: ImportOutcome['sync']['streams']): { readonly read: number; readonly changed: number } {
  return streams.reduce((sum, { read, changed }) => ({ read: sum.read + read, changed: sum.changed + changed }), {
    read: 0,
    changed: 0,
  });
}
