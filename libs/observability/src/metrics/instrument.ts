import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { MetricDefinition } from './definition.js';
import type { Labels } from './meters.js';

/** One metric of the registry, and which series it has. */
export interface Instrument {
  readonly definition: MetricDefinition;
  add(labels: Labels, by: number): void;
  set(labels: Labels, value: number): void;
  observe(labels: Labels, value: number): void;
  /** Adds the series that are not there yet, with 0. */
  begin(series: readonly Labels[]): void;
  /** Drops all series but these. */
  keep(isKept: (labels: Labels) => boolean): void;
  /** Drops every series. */
  clear(): void;
}

/** @throws TypeError where a metric is used as one of another type */
export function instrumentOf(definition: MetricDefinition, registry: Registry): Instrument {
  const { type, name } = definition;
  const metric = made(definition, registry);
  const series = new Map<string, Labels>();
  const seen = (labels: Labels): Labels => {
    series.set(keyOf(labels), labels);
    return labels;
  };
  const misused = (): never => {
    throw new TypeError(`${name} is a ${type}`);
  };
  const keep: Instrument['keep'] = (isKept) => {
    for (const [key, labels] of series) {
      if (isKept(labels)) continue;
      metric.remove(labels);
      series.delete(key);
    }
  };
  return {
    definition,
    add: (labels, by) => (metric instanceof Counter ? metric.inc(seen(labels), by) : misused()),
    set: (labels, value) => (metric instanceof Gauge ? metric.set(seen(labels), value) : misused()),
    observe: (labels, value) => (metric instanceof Histogram ? metric.observe(seen(labels), value) : misused()),
    begin: (wanted) => {
      for (const labels of wanted) {
        if (metric instanceof Counter) metric.inc(seen(labels), 0);
        // `zero` would reset a histogram that counts already.
        else if (metric instanceof Histogram && !series.has(keyOf(labels))) metric.zero(seen(labels));
      }
    },
    keep,
    clear: () => keep(() => false),
  };
}

function keyOf(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function made({ type, name, help, labels, buckets }: MetricDefinition, registry: Registry) {
  const configuration = { name, help, labelNames: [...labels], registers: [registry] };
  if (type === 'counter') return new Counter(configuration);
  if (type === 'histogram') return new Histogram({ ...configuration, ...(buckets && { buckets: [...buckets] }) });
  const gauge = new Gauge(configuration);
  // A gauge without labels would begin with 0, and nothing measured is not zero (I7).
  if (labels.length === 0) gauge.remove();
  return gauge;
}
