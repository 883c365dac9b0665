import type { Clock } from '@tillbridge/domain';
import type { MetricSource } from '@tillbridge/observability';
import type { ReadingSettings } from '@tillbridge/settings';
import { connectionStandings, locationsOf, readThrough, type Store } from '@tillbridge/store';
import { SYNC_METRICS } from './metrics.js';

export interface SourceScope {
  readonly store: Store;
  readonly clock: Clock;
  readonly reading: Pick<ReadingSettings, 'firstDepth'>;
}

/** The gauges of what was read, by name of the source. */
export function syncSources({ store, clock, reading }: SourceScope): Readonly<Record<string, MetricSource>> {
  const { imported } = SYNC_METRICS;
  return {
    imports: {
      metrics: [imported],
      collect: async (meters) => {
        const now = clock.now();
        const living = new Set((await connectionStandings(store.read)).map(({ id }) => id));
        const through = await readThrough(store.read, { since: now - reading.firstDepth, now });
        for (const { id: location, connectionId } of await locationsOf(store.read)) {
          const end = through.get(location);
          if (end !== undefined && living.has(connectionId)) meters.set(imported, { location }, end / 1000);
        }
      },
    },
  };
}
