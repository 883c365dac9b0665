import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { problemError } from '@tillbridge/domain';
import { insertJob, jobById, type LockHolder } from '@tillbridge/store';
import { type ImportOutcome, runImport, type ImportSteps, type JobRun } from './import-job.js';
import { IMPORT, type ImportRequest } from './import-request.js';
import { lockHeld } from './lock-held.js';
import { SCHEDULING_PROBLEMS } from './problems.js';
import type { WorkingRight } from './working-right.js';

const ASK_AGAIN_MILLISECONDS = 250;

export interface FollowOptions extends JobRun {
  /** How long to wait for whoever works on the database or the connection. Milliseconds. */
  readonly wait: number;
  readonly requestedBy: string;
  /** Called once when somebody else is at work first. */
  readonly onWaiting: (holder: LockHolder | null) => void;
}

/**
 * Inserts jobs and sees them done: by this process when it may work, otherwise by following whoever does. So a command
 * works whether another process is at work or not, and two of them never work on one connection together (I4).
 */
export class Dispatcher {
  constructor(
    private readonly steps: ImportSteps,
    private readonly right: WorkingRight,
  ) {}

  async import(request: ImportRequest, options: FollowOptions): Promise<ImportOutcome> {
    const id = await this.steps.store.transaction(null, (session) =>
      insertJob(session, {
        id: randomUUID(),
        kind: IMPORT,
        connectionId: request.connection,
        request: JSON.stringify(request),
        requestedBy: options.requestedBy,
        requestedAt: this.steps.clock.now(),
      }),
    );
    return this.follow(id, options);
  }

  private async follow(id: string, options: FollowOptions): Promise<ImportOutcome> {
    // Counted, not read from the clock, which a person or a time server may set.
    for (let waited = 0; ; waited += ASK_AGAIN_MILLISECONDS) {
      options.signal.throwIfAborted();
      const outcome = (await this.outcomeOf(id)) ?? (await this.tryWork(id, options));
      if (outcome !== null) return outcome;
      if (waited === 0) options.onWaiting(this.right.holder());
      if (waited >= options.wait) throw lockHeld(this.right.holder());
      await pause(ASK_AGAIN_MILLISECONDS, undefined, { signal: options.signal });
    }
  }

  /** What another process has brought the job to; null while it is open. */
  private async outcomeOf(id: string): Promise<ImportOutcome | null> {
    const job = await jobById(this.steps.store.read, id);
    if (job === null) throw new TypeError(`the job ${id} is gone`);
    if (job.outcome === null || (job.state !== 'done' && job.state !== 'failed')) return null;
    if (job.state === 'done') return JSON.parse(job.outcome) as ImportOutcome;
    throw problemError(SCHEDULING_PROBLEMS, 'job.failed', { reason: job.outcome });
  }

  /** Null while another process is at work. */
  private async tryWork(id: string, run: JobRun): Promise<ImportOutcome | null> {
    if (!(await this.right.tryTake())) return null;
    const job = await jobById(this.steps.store.read, id);
    if (job === null) throw new TypeError(`the job ${id} is gone`);
    return runImport(this.steps, job, run);
  }
}
