import { type Clock, type LocationId, problemError, type TallyRules, TillbridgeError } from '@tillbridge/domain';
import { type DeliveryReport, type DeliveryService, type OutputInstance } from '@tillbridge/delivery';
import { rulesFor, type ConnectionSettings, type Settings } from '@tillbridge/settings';
import {
  finishJob,
  type Job,
  jobById,
  keepLease,
  type KeptLease,
  type Lease,
  setJobAsOf,
  startJob,
  type Store,
} from '@tillbridge/store';
import { requestedDates, type SyncProgress, type SyncReport, type SyncService } from '@tillbridge/sync';
import type { FoldService } from '@tillbridge/tallies';
import { awaitLease } from './await-lease.js';
import type { ImportRequest } from './import-request.js';
import { SCHEDULING_PROBLEMS } from './problems.js';

export interface ImportOutcome {
  readonly sync: SyncReport;
  readonly fold: { readonly days: number; readonly revised: number; readonly cells: number };
  readonly deliveries: readonly DeliveryReport[];
}

export type ImportProgress =
  | ({ readonly step: 'reading' } & SyncProgress)
  | { readonly step: 'folding'; readonly days: number }
  | { readonly step: 'delivering'; readonly output: string; readonly days: number; readonly of: number };

export interface ImportSteps {
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly sync: SyncService;
  readonly tallies: FoldService;
  readonly delivery: DeliveryService;
  readonly outputs: readonly OutputInstance[];
  /** Names this process in leases. */
  readonly owner: string;
}

export interface JobRun {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
}

/**
 * Works a job under the lease of its connection and closes it before the lease is given up, so that nobody who follows
 * it begins it again. Null while another process works on the connection.
 */
export async function runImport(steps: ImportSteps, job: Job, run: JobRun): Promise<ImportOutcome | null> {
  const request = JSON.parse(job.request) as ImportRequest;
  const connection = steps.settings.connections.find(({ id }) => id === request.connection);
  if (connection === undefined) throw new TypeError(`the settings name no connection ${request.connection}`);
  const held = await keepLease(steps.store, `connection:${connection.id}`, steps.owner);
  if (held === null) return null;
  try {
    const current = await begunOrDone(steps, job.id, held.lease);
    if (current.state === 'done' && current.outcome !== null) return JSON.parse(current.outcome) as ImportOutcome;
    const { sync, fold } = await readAndFold(steps, { job: current, request, connection, held, run });
    const deliveries = request.deliver ? await deliverAll(steps, request, run) : [];
    const outcome: ImportOutcome = { sync, fold: { ...fold, revised: fold.revised.length }, deliveries };
    await steps.store.transaction(held.lease, (session) =>
      finishJob(session, { id: job.id, state: 'done', outcome: JSON.stringify(outcome), at: steps.clock.now() }),
    );
    return outcome;
  } catch (error) {
    await giveUp(steps, { id: job.id, held, error });
    throw error;
  } finally {
    await held.release();
  }
}

/**
 * Closes a job that failed for a reason that a person can read, so that who follows it learns it. One that was broken
 * off, lost its lease or lost the database stays open: it can be worked again.
 */
async function giveUp(
  steps: ImportSteps,
  { id, held, error }: { readonly id: string; readonly held: KeptLease; readonly error: unknown },
): Promise<void> {
  if (!(error instanceof TillbridgeError) || error.code.startsWith('store.') || held.lost.aborted) return;
  const finished = { id, state: 'failed' as const, outcome: error.message, at: steps.clock.now() };
  await steps.store.transaction(held.lease, (session) => finishJob(session, finished));
}

/** The job as it stands now that nobody else can work it: another process may have done it meanwhile. */
async function begunOrDone(steps: ImportSteps, id: string, lease: Lease): Promise<Job> {
  return steps.store.transaction(lease, async (session) => {
    const job = await jobById(session, id);
    if (job === null) throw new TypeError(`the job ${id} is gone`);
    if (job.state !== 'done') await startJob(session, id, steps.clock.now());
    return job;
  });
}

async function readAndFold(
  steps: ImportSteps,
  work: { job: Job; request: ImportRequest; connection: ConnectionSettings; held: KeptLease; run: JobRun },
) {
  const { job, request, connection, held, run } = work;
  const sync = await steps.sync.run({
    connection,
    request,
    lease: held.lease,
    reading: steps.settings.reading,
    rulesOf: rulesOf(steps.settings, connection.id),
    asOf: job.asOf,
    onStart: (asOf) => steps.store.transaction(held.lease, (session) => setJobAsOf(session, job.id, asOf)),
    onProgress: (progress) => run.onProgress({ step: 'reading', ...progress }),
    signal: AbortSignal.any([held.lost, run.signal]),
  });
  const fold = await steps.tallies.foldPending(connection.id, held.lease, (days) =>
    run.onProgress({ step: 'folding', days }),
  );
  return { sync, fold };
}

function rulesOf(settings: Settings, connection: string): (location: LocationId) => TallyRules {
  return (location) => rulesFor(settings, connection, location);
}

/** A batch takes seconds; an output that is still served after this is stuck, and the command says so. */
const OUTPUT_WAIT = 60_000;

async function deliverAll(steps: ImportSteps, request: ImportRequest, run: JobRun): Promise<DeliveryReport[]> {
  const reports: DeliveryReport[] = [];
  for (const instance of steps.outputs) {
    const scope = `output:${instance.id}`;
    const held = await awaitLease(steps.store, scope, { owner: steps.owner, wait: OUTPUT_WAIT, signal: run.signal });
    if (held === null) throw problemError(SCHEDULING_PROBLEMS, 'output.busy', { output: instance.id });
    try {
      reports.push(
        await steps.delivery.deliver({
          instance,
          lease: held.lease,
          reachBackTo: requestedDates(request)?.from ?? null,
          connections: [request.connection],
          now: true,
          onProgress: (days, of) => run.onProgress({ step: 'delivering', output: instance.id, days, of }),
          signal: AbortSignal.any([held.lost, run.signal]),
        }),
      );
    } finally {
      await held.release();
    }
  }
  return reports;
}
