import type { MetricDefinition } from './definition.js';
import type { Labels } from './meters.js';

/** For a label, all values that it has now. A label that is absent may have any. */
export type KnownLabels = Readonly<Record<string, readonly string[]>>;

/** Series that are there before anything happened, so that the first failure is a rise and not an appearance. */
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

/** False for what was measured of something that is gone; the empty text stands for none in particular. */
export function isKnown(labels: Labels, known: KnownLabels): boolean {
  return Object.entries(labels).every(([label, value]) => value === '' || (known[label]?.includes(value) ?? true));
}
