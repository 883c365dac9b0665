import type { MetricDefinition } from './definition.js';
import type { Labels } from './meters.js';

/** For a label, all values that it has now. A label that is absent may have any. */
export type KnownLabels = Readonly<Record<string, readonly string[]>>;

/**
 * Series to begin with 0 before anything happened, so that the first failure shows as a rise: Prometheus does not count
 * the appearance of a series.
 */
export function seriesOf(definition: MetricDefinition, known: KnownLabels): Labels[] {
  if (definition.type === 'gauge') return [];
  let series: Labels[] = [{}];
  for (const label of definition.labels) {
    const values = definition.values?.[label] ?? known[label];
    if (values === undefined) return [];
    series = series.flatMap((labels) => values.map((value) => ({ ...labels, [label]: value })));
  }
  return series;
}

/**
 * False for a series of something that is gone. An empty label stands for nothing in particular and is always known.
 */
export function isKnown(labels: Labels, known: KnownLabels): boolean {
  return Object.entries(labels).every(([label, value]) => value === '' || (known[label]?.includes(value) ?? true));
}
