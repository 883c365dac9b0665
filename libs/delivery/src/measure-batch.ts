import type { LocationDay, Receipt } from '@tillbridge/plugin-kit';
import type { Meters } from '@tillbridge/observability';
import { DELIVERY_METRICS } from './metrics.js';

export interface MeasuredBatch {
  readonly output: string;
  readonly days: readonly LocationDay[];
  /** One for each day, in the same order. */
  readonly receipts: readonly Receipt[];
  readonly milliseconds: number;
}

export function measureBatch(meters: Meters, { output, days, receipts, milliseconds }: MeasuredBatch): void {
  meters.observe(DELIVERY_METRICS.duration, { output }, milliseconds / 1000);
  meters.add(DELIVERY_METRICS.attempts, { output }, days.length);
  for (const [index, receipt] of receipts.entries()) {
    if (receipt.status === 'accepted') {
      meters.add(DELIVERY_METRICS.cells, { output }, days[index]?.cells.length ?? 0);
    } else if (receipt.status !== 'unchanged') {
      meters.add(DELIVERY_METRICS.failures, { output, reason: receipt.cause?.code ?? 'plugin.defect' });
    }
  }
}
