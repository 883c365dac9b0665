import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { insertJob, type Job, jobById, type LockHolder } from '@tillbridge/store';
import { Courtesy } from './jobs/courtesy.js';
import { IMPORT, type ImportRequest } from './jobs/import-request.js';
import type { ImportOutcome, ImportProgress, ImportSteps, JobRun } from './jobs/import-steps.js';
import { jobFailed } from './jobs/job-failed.js';
import { runImport } from './jobs/run-import.js';
import { lockHeld } from './right/lock-held.js';
import type { Waker } from './waker/waker.js';
import type { WorkingRight } from './right/working-right.js';

const ASK_AGAIN_MILLISECONDS = 250;

/** A service takes a job up within seconds, within half a minute where a message was lost. Milliseconds. */
const TAKEN_UP_WITHIN = 60_000;

export interface FollowOptions extends Pick<JobRun, 'signal' | 'onProgress'> {
  /**
   * How long to wait for whoever works on the database or the connection. Milliseconds. Whoever works the job itself is
   * followed to its end.
   */
  readonly wait: number;
  readonly requestedBy: string;
  /** Called once when somebody else is at work first. */
  readonly onWaiting: (holder: LockHolder | null) => void;
  /** Called when the job has stopped in favour of a more urgent one, which another process is to work first. */
  readonly onStandingBack?: () => void;
}

/**
 * Inserts jobs and sees them done: by this process when it may work, otherwise by following whoever does. So a command
 * works whether another process is at work or not, and two of them never work on one connection together (I4).
 */
export class Dispatcher {
  constructor(
    private readonly steps: ImportSteps,
    private readonly right: WorkingRight,
    private readonly waker: Waker,
    private readonly takenUpWithin = TAKEN_UP_WITHIN,
  ) {}

  /**
   * Inserts a job without waiting for it: the process that works the schedule does it. Returns the id of the job to
   * follow.
   */
  async request(request: ImportRequest, requestedBy: string): Promise<string> {
    const id = await this.steps.store.transaction(null, (session) =>
      insertJob(session, {
        id: randomUUID(),
        kind: IMPORT,
        connectionId: request.connection,
        request: JSON.stringify(request),
        requestedBy,
        requestedAt: this.steps.clock.now(),
      }),
    );
    this.wake();
    return id;
  }

  /**
   * Tells the process that works the schedule to look for jobs and for what outputs lack. For callers that have
   * inserted a job in a transaction of their own, or changed what is delivered.
   */
  wake(): void {
    this.waker.wake();
  }

  async import(request: ImportRequest, options: FollowOptions): Promise<ImportOutcome> {
    return this.follow(await this.request(request, options.requestedBy), options);
  }

  private async follow(id: string, options: FollowOptions): Promise<ImportOutcome> {
    const show = onlyNews(options.onProgress);
    const { store, clock } = this.steps;
    const courtesy = new Courtesy({ store, clock, looks: Math.ceil(this.takenUpWithin / ASK_AGAIN_MILLISECONDS) });
    const asked = await this.jobNamed(id);
    // Counted, not read from the clock, which a person or a time server may set.
    for (let waited = 0; ; waited += ASK_AGAIN_MILLISECONDS) {
      options.signal.throwIfAborted();
      const job = await this.jobNamed(id);
      await courtesy.look();
      const outcome = outcomeOf(job) ?? (await this.tryWork(job, options, courtesy));
      if (outcome !== null) return outcome;
      show(job);
      // It has worked itself by now, or somebody does so in its stead: whoever comes between is waited for anew.
      if (courtesy.standsBack || isBegun(job, asked)) waited = -ASK_AGAIN_MILLISECONDS;
      else if (waited === 0) options.onWaiting(this.right.holder());
      if (waited >= options.wait) throw lockHeld(this.right.holder());
      await pause(ASK_AGAIN_MILLISECONDS, undefined, { signal: options.signal });
    }
  }

  private async jobNamed(id: string): Promise<Job> {
    const job = await jobById(this.steps.store.read, id);
    if (job === null) throw new TypeError(`the job ${id} is gone`);
    return job;
  }

  /** Null while another process is at work, and where the job gave way to one that another process is to work. */
  private async tryWork(
    job: Job,
    { signal, onProgress, onStandingBack }: FollowOptions,
    courtesy: Courtesy,
  ): Promise<ImportOutcome | null> {
    if (courtesy.standsBack || !(await this.right.tryTake())) return null;
    return runImport(this.steps, job, {
      signal,
      onProgress,
      passesOver: (other) => this.right.isExclusive || courtesy.passesOver(other),
      onGaveWay: (to) => {
        courtesy.gaveWay(to);
        onStandingBack?.();
        this.wake();
      },
    });
  }
}

/**
 * What another process has brought the job to; null while it is open. One that is put back to be tried again tells what
 * its last attempt came to: whoever follows decides whether to wait for the next.
 */
function outcomeOf({ state, outcome, ...job }: Job): ImportOutcome | null {
  if (outcome === null || state === 'running') return null;
  if (state === 'failed') throw jobFailed({ ...job, state, outcome });
  return JSON.parse(outcome) as ImportOutcome;
}

/**
 * Whether another process has begun a job since it was asked for, and did not break. This one counts no attempt where it
 * has begun it and gave way.
 */
function isBegun({ state, attempts, notBefore }: Job, asked: Job): boolean {
  const before = asked.state === 'running' ? asked.attempts - 1 : asked.attempts;
  return state === 'running' && notBefore === null && attempts > before;
}

/** Hands on what the process at work last wrote into the job, once. */
function onlyNews(onProgress: (progress: ImportProgress) => void): (job: Job) => void {
  let shown: string | null = null;
  return ({ state, outcome }) => {
    if (state !== 'running' || outcome === null || outcome === shown) return;
    shown = outcome;
    onProgress(JSON.parse(outcome) as ImportProgress);
  };
}
