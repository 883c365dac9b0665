import type { Clock } from '@tillbridge/domain';
import type { Log, LogEntry } from '@tillbridge/observability';
import type { LocationDay, OutputContext, Receipt } from '@tillbridge/plugin-kit';
import type { DeliveryWork } from './delivery-work.js';
import { receiptsAfter, receiptsFor } from './receipts.js';

export interface AskingMeans {
  readonly clock: Clock;
  readonly log: Log;
}

/** Hands days to an output. Returns one receipt for each, in the same order, whatever the output does. */
export async function askOutput(
  work: DeliveryWork,
  days: readonly LocationDay[],
  means: AskingMeans,
): Promise<Receipt[]> {
  try {
    return receiptsFor(days, await work.instance.output.deliver(contextOf(work, means), days));
  } catch (thrown) {
    work.signal.throwIfAborted();
    return receiptsAfter(days, thrown);
  }
}

function contextOf(
  { instance: { id, kind, settings }, signal }: DeliveryWork,
  { clock, log }: AskingMeans,
): OutputContext<Readonly<Record<string, unknown>>> {
  return {
    output: { id },
    settings,
    signal,
    now: () => clock.now(),
    log: (level, message, fields) => {
      const component = `output-${kind}`;
      log.write(level, { event: 'output.message', message, component, output: id, ...said(fields) });
    },
  };
}

function said(fields: Readonly<Record<string, unknown>> | undefined): Pick<LogEntry, 'fields'> {
  return fields === undefined ? {} : { fields };
}
