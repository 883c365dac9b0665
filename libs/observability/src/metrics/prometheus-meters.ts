import { collectDefaultMetrics, Registry } from 'prom-client';
import { within } from '../within.js';
import type { MetricCatalogue, MetricDefinition } from './definition.js';
import { type Instrument, instrumentOf } from './instrument.js';
import { isKnown, type KnownLabels, seriesOf } from './known-series.js';
import type { Labels, Meters, MetricSource } from './meters.js';
import { OBSERVABILITY_METRICS } from './own-metrics.js';

/** Counters by name, but gauges by type: `promtool check metrics` refuses them. */
const MISNAMED = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
] as const;

export interface PrometheusOptions {
  /** All that may be measured. */
  readonly catalogues: readonly MetricCatalogue[];
  /** How long one source may take. Milliseconds. */
  readonly sourceLimit?: number;
}

export interface Scrape {
  readonly contentType: string;
  readonly text: string;
}

/** The metrics of this process, in a registry of its own. */
export class PrometheusMeters implements Meters {
  private readonly registry = new Registry();
  private readonly instruments = new Map<string, Instrument>();
  private readonly sources = new Map<string, MetricSource>();
  private known: (() => Promise<KnownLabels>) | null = null;
  private collecting: Promise<void> | null = null;
  private readonly failing = new Set<string>();
  private tellFailure: (source: string, error: unknown) => void = () => undefined;

  constructor(private readonly options: PrometheusOptions) {
    collectDefaultMetrics({ register: this.registry });
    for (const name of MISNAMED) this.registry.removeSingleMetric(name);
    for (const catalogue of [OBSERVABILITY_METRICS, ...options.catalogues]) {
      for (const definition of Object.values(catalogue)) this.instrument(definition).begin(seriesOf(definition, {}));
    }
  }

  add(metric: MetricDefinition, labels: Labels, by = 1): void {
    this.measure(() => this.instrument(metric).add(labels, by));
  }

  set(metric: MetricDefinition, labels: Labels, value: number): void {
    this.measure(() => this.instrument(metric).set(labels, value));
  }

  observe(metric: MetricDefinition, labels: Labels, value: number): void {
    this.measure(() => this.instrument(metric).observe(labels, value));
  }

  /** Adds gauges that are read at each scrape; the names are the values of the label `source`. */
  register(sources: Readonly<Record<string, MetricSource>>): void {
    for (const [name, source] of Object.entries(sources)) {
      this.sources.set(name, source);
      this.add(OBSERVABILITY_METRICS.sourceFailures, { source: name }, 0);
    }
  }

  /**
   * Sets the function that tells at each scrape which values of labels exist now: their counters begin with 0, and
   * series of other values are dropped.
   */
  knowLabels(known: () => Promise<KnownLabels>): void {
    this.known = known;
  }

  /** Called when a source begins to fail, not at each of its failures. */
  whenSourceFails(tell: (source: string, error: unknown) => void): void {
    this.tellFailure = tell;
  }

  /** Two that ask at the same time share one collection. */
  async scrape(): Promise<Scrape> {
    this.collecting ??= this.collect().finally(() => {
      this.collecting = null;
    });
    await this.collecting;
    return { contentType: this.registry.contentType, text: await this.registry.metrics() };
  }

  private async collect(): Promise<void> {
    await Promise.all([...this.sources].map(([name, source]) => this.collectFrom(name, source)));
    await this.settleKnown();
  }

  /** Values are put in place at once when all are there: a scrape never sees half of a source. */
  private async collectFrom(name: string, source: MetricSource): Promise<void> {
    const values: Array<readonly [MetricDefinition, Labels, number]> = [];
    const meters = {
      set: (metric: MetricDefinition, labels: Labels, value: number) => void values.push([metric, labels, value]),
    };
    try {
      await within(this.options.sourceLimit ?? 2000, () => source.collect(meters));
      this.failing.delete(name);
    } catch (error) {
      values.length = 0;
      if (!this.failing.has(name)) this.tellFailure(name, error);
      this.failing.add(name);
      this.add(OBSERVABILITY_METRICS.sourceFailures, { source: name });
    }
    for (const metric of source.metrics) this.instrument(metric).clear();
    for (const value of values) this.set(...value);
  }

  private async settleKnown(): Promise<void> {
    if (this.known === null) return;
    try {
      const known = await within(this.options.sourceLimit ?? 2000, this.known);
      for (const instrument of this.instruments.values()) {
        instrument.keep((labels) => isKnown(labels, known));
        instrument.begin(seriesOf(instrument.definition, known));
      }
    } catch {
      this.add(OBSERVABILITY_METRICS.sourceFailures, { source: 'labels' });
    }
  }

  private instrument(definition: MetricDefinition): Instrument {
    const made = this.instruments.get(definition.name) ?? instrumentOf(definition, this.registry);
    this.instruments.set(definition.name, made);
    return made;
  }

  /** Measuring must not change what is measured: what is wrong with a label shows in a counter, not to its caller. */
  private measure(act: () => void): void {
    try {
      act();
    } catch {
      this.instrument(OBSERVABILITY_METRICS.sourceFailures).add({ source: 'meters' }, 1);
    }
  }
}
