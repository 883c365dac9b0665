import type { Log } from '@tillbridge/observability';
import type { Receipt } from '@tillbridge/plugin-kit';

/** One line for each reason, however many days of a batch it stopped. */
export function tellFailures(log: Log, output: string, receipts: readonly Receipt[]): void {
  const failed = receipts.filter(({ status }) => status === 'retry' || status === 'refused');
  for (const same of Map.groupBy(
    failed,
    ({ status, cause }) => `${status} ${cause?.code} ${cause?.message}`,
  ).values()) {
    const [first] = same;
    if (first === undefined) continue;
    const { status, cause, location, date } = first;
    const isDead = status === 'refused';
    log.write(isDead ? 'error' : 'warn', {
      event: isDead ? 'delivery.dead' : 'delivery.failed',
      message: cause === undefined ? 'the output gave no reason' : `${cause.code}: ${cause.message}`,
      component: 'delivery',
      output,
      location,
      fields: { days: same.length, firstDate: date },
    });
  }
}
