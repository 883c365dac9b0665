import type { DeliveryReport } from '@tillbridge/delivery';
import { problemError } from '@tillbridge/domain';
import { requestedDates } from '@tillbridge/sync';
import { SCHEDULING_PROBLEMS } from '../problems.js';
import { awaitLease } from './await-lease.js';
import type { ImportRequest } from './import-request.js';
import type { ImportSteps, JobRun } from './import-steps.js';

/** A batch takes seconds; an output that is still served after this is stuck, and the command says so. */
const OUTPUT_WAIT = 60_000;

/** Sends to every output in turn what a person asked to be sent. */
export async function deliverAll(
  steps: ImportSteps,
  { request, owner, run }: { readonly request: ImportRequest; readonly owner: string; readonly run: JobRun },
): Promise<DeliveryReport[]> {
  const reports: DeliveryReport[] = [];
  for (const instance of steps.outputs) {
    const scope = `output:${instance.id}`;
    const held = await awaitLease(steps.store, scope, { owner, wait: OUTPUT_WAIT, signal: run.signal });
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
