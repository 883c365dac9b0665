import { METRIC_GROUPS } from '@tillbridge/application';
import type { MetricDefinition } from '@tillbridge/observability';

/** Of those that prom-client brings, the ones that are shown; a live scrape finds out whether they are there. */
const OF_THE_PROCESS = [
  'process_cpu_seconds_total',
  'process_resident_memory_bytes',
  'process_start_time_seconds',
  'process_open_fds',
  'process_max_fds',
  'nodejs_eventloop_lag_p99_seconds',
  'nodejs_heap_size_used_bytes',
];

/** Names of the series that a daemon exports. */
export const EXPORTED: ReadonlySet<string> = new Set([
  ...METRIC_GROUPS.flatMap(({ catalogue }) => Object.values(catalogue).flatMap(seriesOf)),
  ...OF_THE_PROCESS,
]);

function seriesOf({ name, type }: MetricDefinition): string[] {
  return type === 'histogram' ? ['bucket', 'sum', 'count'].map((part) => `${name}_${part}`) : [name];
}
