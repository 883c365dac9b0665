/** What is measured, said once: the registry is filled from it, and `docs/metrics.md` is made from it. */
export interface MetricDefinition {
  /** With the prefix `tillbridge_`, in base units: seconds, bytes; `_total` on counters only. */
  readonly name: `tillbridge_${string}`;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  /** Of `connection`, `connector`, `output`, `location`, `stream`, `task`, `reason`, and what one metric alone needs. */
  readonly labels: readonly string[];
  /** The closed list of values of a label: each series is there from the start, with 0. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
  /** Upper bounds of a histogram. */
  readonly buckets?: readonly number[];
}

export type MetricCatalogue = Readonly<Record<string, MetricDefinition>>;

/** Keeps the names of a library's metrics in one place, checked by the compiler. */
export function defineMetrics<Catalogue extends MetricCatalogue>(catalogue: Catalogue): Catalogue {
  return catalogue;
}
