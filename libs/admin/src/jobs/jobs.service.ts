import { randomUUID } from 'node:crypto';
import { type Instant, instantText, problemError } from '@tillbridge/domain';
import { type Dispatcher, IMPORT, type ImportRequest } from '@tillbridge/scheduling';
import { connectionsOf, insertJob, type Job, jobById, jobList, type JobQuery } from '@tillbridge/store';
import { checkRequest, SYNC_PROBLEMS } from '@tillbridge/sync';
import type { Author } from '../audit/change-log.js';
import { refuseDeleted } from '../connections/refuse-deleted.js';
import { connectionNamed } from '../named.js';
import { ADMIN_PROBLEMS } from '../problems.js';
import type { AdminScope } from '../scope.js';
import { isComplete, outcomeView, parsed } from './outcome-view.js';

export interface JobView {
  readonly id: string;
  readonly kind: string;
  readonly connection: string;
  readonly state: Job['state'];
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Not worked before this instant: it waits to be tried again. */
  readonly notBefore: string | null;
  readonly attempts: number;
  readonly request: unknown;
  /** Whether everything that was asked for was read and taken; null while it is open. */
  readonly complete: boolean | null;
  /** What it brought, or progress while it runs; null while there is nothing to tell. */
  readonly outcome: unknown;
}

export class JobsService {
  constructor(
    private readonly scope: AdminScope,
    private readonly dispatcher: Dispatcher,
  ) {}

  /** Newest first. */
  async list(query: JobQuery): Promise<JobView[]> {
    return (await jobList(this.scope.store.read, query)).map(jobView);
  }

  /** @throws TillbridgeError `job.unknown` */
  async get(id: string): Promise<JobView> {
    const job = await jobById(this.scope.store.read, id);
    if (job === null) throw problemError(ADMIN_PROBLEMS, 'job.unknown', { name: id });
    return jobView(job);
  }

  /**
   * Asks for an import; a waiting one that asks the same is joined. Whoever may work does it.
   *
   * @throws TillbridgeError `sync.window_*`, `sync.connection_*`
   */
  async requestImport(request: ImportRequest, author: Author): Promise<JobView> {
    checkRequest(request);
    await this.assertReadable(request.connection);
    const { changes, clock } = this.scope;
    const id = await changes.make(author, async (session) => {
      const wanted = randomUUID();
      const job = await insertJob(session, {
        id: wanted,
        kind: IMPORT,
        connectionId: request.connection,
        request: JSON.stringify(request),
        requestedBy: author.actor,
        requestedAt: clock.now(),
      });
      const change = { action: 'job.request', subject: `job:${job}`, after: request };
      return { result: job, changes: job === wanted ? [change] : [] };
    });
    this.dispatcher.wake();
    return this.get(id);
  }

  /** @throws TillbridgeError `sync.connection_unknown`, `sync.connection_deleted`, `sync.connection_paused` */
  async assertReadable(id: string): Promise<void> {
    const connection = connectionNamed(this.scope.settings, id);
    const { read } = this.scope.store;
    await refuseDeleted(read, id);
    const known = (await connectionsOf(read)).find((row) => row.id === id);
    if (!(known ?? connection).active) throw problemError(SYNC_PROBLEMS, 'sync.connection_paused', { connection: id });
  }
}

function jobView(job: Job): JobView {
  return {
    id: job.id,
    kind: job.kind,
    connection: job.connectionId,
    state: job.state,
    requestedBy: job.requestedBy,
    requestedAt: instantText(job.requestedAt),
    startedAt: textOrNull(job.startedAt),
    finishedAt: textOrNull(job.finishedAt),
    notBefore: textOrNull(job.notBefore),
    attempts: job.attempts,
    request: parsed(job.request),
    complete: isOpen(job) ? null : job.state === 'done' && isComplete(parsed(job.outcome)),
    outcome: outcomeView(parsed(job.outcome)),
  };
}

function textOrNull(at: Instant | null): string | null {
  return at === null ? null : instantText(at);
}

function isOpen({ state }: Pick<Job, 'state'>): boolean {
  return state === 'waiting' || state === 'running';
}
