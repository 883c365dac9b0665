import type { Clock } from '@tillbridge/domain';
import type { MetricSource } from '@tillbridge/observability';
import { outputBreakers, type Store } from '@tillbridge/store';
import { DELIVERY_METRICS } from '../metrics.js';
import type { OutputInstance } from '../output-instance.js';
import { BREAKER_STATES, breakerState } from './breaker.js';

export interface BreakerScope {
  readonly store: Store;
  readonly clock: Clock;
  readonly outputs: readonly OutputInstance[];
}

/** For each output one series for each state; that of its present state is 1, the others are 0. */
export function breakerSource({ store, clock, outputs }: BreakerScope): MetricSource {
  const metric = DELIVERY_METRICS.breakerState;
  return {
    metrics: [metric],
    collect: async (meters) => {
      const breakers = await outputBreakers(store.read);
      for (const { id: output } of outputs) {
        const now = breakerState(breakers.get(output) ?? null, clock.now());
        for (const state of BREAKER_STATES) meters.set(metric, { output, state }, state === now ? 1 : 0);
      }
    },
  };
}
