import { randomUUID } from 'node:crypto';
import type { LocationId, TallyRules } from '@tillbridge/domain';
import { type ConnectionSettings, rulesFor, type Settings } from '@tillbridge/settings';
import {
  giveJobWay,
  type Job,
  jobById,
  keepLease,
  type KeptLease,
  type Lease,
  setJobAsOf,
  startJob,
} from '@tillbridge/store';
import { closeJob, giveUpJob } from './close-job.js';
import { deliverAll } from './deliver-all.js';
import { mayReadOn } from './give-way.js';
import { jobFailed } from './job-failed.js';
import { accountOf, type Done, doneBefore, withDoneBefore } from './done-before.js';
import type { ImportRequest } from './import-request.js';
import { type ImportOutcome, type ImportSteps, type JobRun } from './import-steps.js';
import { shownInJob } from './shown-in-job.js';

/**
 * Works a job under the lease of its connection and closes it, or puts it back to be tried again, before the lease is
 * given up, so that nobody who follows it begins it again. Null while another process works on the connection, and where
 * it gave way to a more urgent job: then it is left as one whose process died, and goes on with its next open slice.
 */
export async function runImport(steps: ImportSteps, job: Job, run: JobRun): Promise<ImportOutcome | null> {
  const request = JSON.parse(job.request) as ImportRequest;
  const connection = steps.settings.connections.find(({ id }) => id === request.connection);
  if (connection === undefined) throw new TypeError(`the settings name no connection ${request.connection}`);
  // An owner of its own for each run: the same owner may take a lease twice, and two runs of a process must not.
  const owner = `${steps.owner}/${randomUUID()}`;
  const held = await keepLease(steps.store, `connection:${connection.id}`, owner);
  if (held === null) return null;
  try {
    const current = await begunOrClosed(steps, job.id, held.lease);
    if (current.state === 'done' && current.outcome !== null) return JSON.parse(current.outcome) as ImportOutcome;
    if (current.state === 'failed') throw jobFailed(current);
    await run.onBegun?.(current);
    const shown = { ...run, onProgress: shownInJob(steps.store, { id: job.id, lease: held.lease }, run.onProgress) };
    const before = doneBefore(current);
    const work = { job: current, request, connection, held, run: shown };
    const { sync, isCutShort, done, gaveWayTo } = await readAndFold(steps, work);
    const account = JSON.stringify(accountOf(before, done));
    if (isCutShort) {
      await steps.store.transaction(held.lease, (session) => giveJobWay(session, job.id, account));
      if (gaveWayTo !== null) run.onGaveWay?.(gaveWayTo);
      return null;
    }
    const deliveries = request.deliver ? await deliverAll(steps, { request, owner, run: shown }) : [];
    const { streams, fold } = withDoneBefore(before, done);
    const causes = [...sync.causes, ...before.findings];
    const outcome: ImportOutcome = { sync: { ...sync, streams, causes }, fold, deliveries };
    await closeJob(steps, {
      job: current,
      held,
      outcome,
      account,
      notBefore: run.tryAgainAt?.({ report: sync, job: current }) ?? null,
    });
    return outcome;
  } catch (error) {
    await giveUpJob(steps, { id: job.id, held, error });
    throw error;
  } finally {
    await held.release();
  }
}

/** The job as it stands now that nobody else can work it: another process may have closed it meanwhile. */
async function begunOrClosed(steps: ImportSteps, id: string, lease: Lease): Promise<Job> {
  return steps.store.transaction(lease, async (session) => {
    // Begun before it is read: joining it until now has reset its `asOf`, and nobody joins it from here on.
    await startJob(session, id, steps.clock.now());
    const job = await jobById(session, id);
    if (job === null) throw new TypeError(`the job ${id} is gone`);
    return job;
  });
}

async function readAndFold(
  steps: ImportSteps,
  work: { job: Job; request: ImportRequest; connection: ConnectionSettings; held: KeptLease; run: JobRun },
) {
  const { job, request, connection, held, run } = work;
  let gaveWayTo: Job | null = null;
  const onGivingWay = (to: Job): void => {
    gaveWayTo = to;
  };
  const answer = await steps.sync.run({
    jobId: job.id,
    connection,
    request,
    lease: held.lease,
    reading: steps.settings.reading,
    rulesOf: rulesOf(steps.settings, connection.id),
    asOf: job.asOf,
    onStart: (asOf) => steps.store.transaction(held.lease, (session) => setJobAsOf(session, job.id, asOf)),
    onProgress: (progress) => run.onProgress({ step: 'reading', ...progress }),
    mayReadOn: mayReadOn(steps, job, { ...run, onGivingWay }),
    signal: AbortSignal.any([held.lost, run.signal]),
  });
  // A reading that a stop has cut short says nothing about the POS.
  run.signal.throwIfAborted();
  const fold = await steps.tallies.foldPending(connection.id, held.lease, (days) =>
    run.onProgress({ step: 'folding', days }),
  );
  const { report: sync, findings, isCutShort } = answer;
  const done: Done = { streams: sync.streams, findings, fold: { ...fold, revised: fold.revised.length } };
  return { sync, isCutShort, done, gaveWayTo };
}

function rulesOf(settings: Settings, connection: string): (location: LocationId) => TallyRules {
  return (location) => rulesFor(settings, connection, location);
}
