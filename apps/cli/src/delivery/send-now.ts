import { randomUUID } from 'node:crypto';
import { type DeliveryReport, DeliveryService, type OutputInstance } from '@tillbridge/delivery';
import { keepLease } from '@tillbridge/store';
import type { Application } from '@tillbridge/application';
import { progressView } from '../progress/progress.js';
import type { Invocation } from '../invocation.js';

/** Sends what an output lacks; null where another process is at work: it sends then, or the next command does. */
export async function sendNow(
  instance: OutputInstance,
  { context, store, right }: Application,
  invocation: Invocation,
): Promise<DeliveryReport | null> {
  if (!(await right.tryTake())) return null;
  const held = await keepLease(store, `output:${instance.id}`, randomUUID());
  if (held === null) return null;
  const view = progressView(invocation);
  try {
    return await context.get(DeliveryService).deliver({
      instance,
      lease: held.lease,
      reachBackTo: null,
      connections: null,
      now: true,
      onProgress: (days, of) => view.update({ step: 'delivering', output: instance.id, days, of }),
      signal: AbortSignal.any([held.lost, invocation.io.signal]),
    });
  } finally {
    view.end();
    await held.release();
  }
}
