import type { Labels, Meters, MetricDefinition } from '@tillbridge/observability';

/** Keeps what was counted, for a test to look at. */
export class CountingMeters implements Meters {
  readonly values = new Map<string, number>();

  add(metric: MetricDefinition, labels: Labels, by = 1): void {
    const key = keyOf(metric, labels);
    this.values.set(key, (this.values.get(key) ?? 0) + by);
  }

  set(metric: MetricDefinition, labels: Labels, value: number): void {
    this.values.set(keyOf(metric, labels), value);
  }

  observe(metric: MetricDefinition, labels: Labels, value: number): void {
    this.values.set(keyOf(metric, labels), value);
  }

  /** By the name without the prefix and the values of the labels, such as `task_runs_total import acme`. */
  of(key: string): number | undefined {
    return this.values.get(key);
  }
}

function keyOf({ name }: MetricDefinition, labels: Labels): string {
  return [name.replace('tillbridge_', ''), ...Object.values(labels)].join(' ');
}
