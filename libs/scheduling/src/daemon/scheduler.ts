import type { SchedulerRegistry } from '@nestjs/schedule';
import type { OutputInstance } from '@tillbridge/delivery';
import { SECOND } from '@tillbridge/domain';
import type { LogLevel } from '@tillbridge/observability';
import { JobWorker, type JobWorkerParts } from '../jobs/job-worker.js';
import { lockHeld } from '../right/lock-held.js';
import { OutputWorker, type OutputWorkerParts } from '../outputs/output-worker.js';
import { SlotBook } from '../slots/slot-book.js';
import { SlotMeters } from '../slots/slot-meters.js';
import type { Waker } from '../waker/waker.js';
import type { WorkingRight } from '../right/working-right.js';

const TICK = SECOND;
const INTERVAL = 'tillbridge-tick';

/** In ticks. */
const SLOTS_KEPT_EVERY = 30;
const SWEPT_EVERY = 30;
const PRUNED_EVERY = 3_600;

/** What `stop` takes at most. Milliseconds. */
const STOPPED_WITHIN = 15 * SECOND;

export interface SchedulerParts extends Omit<JobWorkerParts, 'onRun'> {
  readonly delivery: OutputWorkerParts['delivery'];
  readonly outputs: readonly OutputInstance[];
  readonly right: WorkingRight;
  readonly waker: Waker;
  readonly registry: SchedulerRegistry;
}

/**
 * What makes the daemon work by itself. It ticks each second; the slots in the store decide what is done, so a tick that
 * comes late, twice or from two processes does no harm.
 */
export class Scheduler {
  private readonly slots: SlotBook;
  private readonly slotMeters: SlotMeters;
  private readonly jobs: JobWorker;
  private readonly outputs: readonly OutputWorker[];
  private ticks = 0;
  private ticking: Promise<void> | null = null;
  private isWoken = true;
  private isFailing = false;
  private state: 'new' | 'started' | 'stopped' = 'new';

  constructor(private readonly parts: SchedulerParts) {
    const { steps, meters, log, random, delivery } = parts;
    const { store, clock, owner } = steps;
    this.slots = new SlotBook(store, clock, steps.settings);
    this.slotMeters = new SlotMeters(meters);
    this.outputs = parts.outputs.map(
      (instance) => new OutputWorker(instance, { store, clock, delivery, meters, log, owner }),
    );
    this.jobs = new JobWorker({ steps, meters, log, random, onRun: () => this.wakeOutputs() });
  }

  /**
   * Begins to work: writes slots, reads what is due or was missed, delivers. Call it once, when this process has the
   * right to work (`takeForServing`).
   *
   * @throws TillbridgeError `lock.held` without the right, `waker.unavailable`
   */
  async start(): Promise<void> {
    if (!(await this.parts.right.tryTake())) throw lockHeld(this.parts.right.holder());
    await this.parts.waker.start(() => {
      this.wakeJobs();
      this.wakeOutputs();
    });
    this.state = 'started';
    const interval = setInterval(() => this.tickSafely(), TICK);
    this.parts.registry.addInterval(INTERVAL, interval);
    this.tickSafely();
  }

  /**
   * Claims nothing more, lets each output finish the batch in hand, breaks off reading (a job that was under way is
   * resumed by whoever works next) and gives up the leases. It returns within `deadline` milliseconds whatever happens;
   * what is left then, the end of the process breaks off without harm. May be called before `start` and twice.
   */
  async stop({ deadline = STOPPED_WITHIN }: { readonly deadline?: number } = {}): Promise<void> {
    if (this.state === 'started') this.parts.registry.deleteInterval(INTERVAL);
    this.state = 'stopped';
    const ended = Promise.all([
      this.ticking,
      this.jobs.stop(),
      ...this.outputs.map((output) => output.stop(deadline / 3)),
      this.parts.waker.stop(),
    ]);
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, deadline);
    await Promise.race([
      ended.catch((error: unknown) =>
        this.tell('warn', 'scheduling.stop_failed', 'something did not end in order', error),
      ),
      late,
    ]);
    clearTimeout(timer);
  }

  /** Looks for jobs at the next tick: somebody may have asked for one. */
  wakeJobs(): void {
    this.isWoken = true;
  }

  /** Looks at once for what the outputs lack: figures, a status, an approval or a replay may have changed it. */
  wakeOutputs(): void {
    for (const output of this.outputs) output.wake();
  }

  /** One tick; for tests, which let time pass themselves. */
  async tick(): Promise<void> {
    const count = this.ticks;
    this.ticks += 1;
    for (const output of this.outputs) output.tick();
    if (count % SLOTS_KEPT_EVERY === 0) await this.slots.keep();
    const { jobs, waiting } = await this.slots.takeDue();
    this.slotMeters.taken(jobs);
    this.slotMeters.waiting(waiting);
    if (jobs.length > 0) this.parts.waker.wake();
    if (count % PRUNED_EVERY === 0) await this.slots.prune();
    if (!this.isWoken && jobs.length === 0 && !this.parts.waker.hearsOwnProcessOnly && count % SWEPT_EVERY !== 0)
      return;
    this.isWoken = false;
    await this.jobs.look();
  }

  /** Waits until nothing is under way; for tests. */
  async idle(): Promise<void> {
    await this.ticking;
    await this.jobs.idle();
    await Promise.all(this.outputs.map((output) => output.idle()));
  }

  private tickSafely(): void {
    if (this.state !== 'started' || this.ticking !== null) return;
    this.ticking = this.tickTelling().finally(() => {
      this.ticking = null;
    });
  }

  /** A database that is away must not end the daemon; it is told once, and once when it is back. */
  private async tickTelling(): Promise<void> {
    try {
      await this.tick();
      if (this.isFailing) this.tell('info', 'scheduling.recovered', 'the schedule is looked at again');
      this.isFailing = false;
    } catch (error) {
      if (!this.isFailing) this.tell('error', 'scheduling.failed', 'the schedule cannot be looked at', error);
      this.isFailing = true;
    }
  }

  private tell(level: LogLevel, event: string, message: string, error?: unknown): void {
    this.parts.log.write(level, { event, component: 'scheduling', message, error });
  }
}
