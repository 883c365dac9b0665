import { instantText } from '@tillbridge/domain';
import type { Log } from '@tillbridge/observability';
import type { OutputBreaker } from '@tillbridge/store';
import { isOpen } from './breaker.js';

export interface BreakerChange {
  readonly before: OutputBreaker | null;
  readonly after: OutputBreaker | null;
}

export function tellBreaker(log: Log, output: string, { before, after }: BreakerChange): void {
  if (isOpen(before) === isOpen(after)) return;
  if (isOpen(after)) {
    const message = 'The receiver takes nothing: from now on it is asked by one day at a time, and the others wait.';
    const next = after.nextProbeAt === null ? {} : { nextTry: instantText(after.nextProbeAt) };
    const fields = { failures: after.failures, ...next };
    log.write('error', { event: 'output.breaker_opened', message, component: 'delivery', output, fields });
  } else {
    const message = 'The receiver takes figures again: everything that waited goes out.';
    log.write('info', { event: 'output.breaker_closed', message, component: 'delivery', output });
  }
}
