import type { MetricDefinition } from './definition.js';

export type Labels = Readonly<Record<string, string>>;

/**
 * Where a library counts what it does. It never throws and never waits: measuring must not change what is measured.
 * Secrets and customer data never become labels (I6).
 */
export interface Meters {
  /** Raises a counter. */
  add(metric: MetricDefinition, labels: Labels, by?: number): void;
  /** Sets a gauge. */
  set(metric: MetricDefinition, labels: Labels, value: number): void;
  /** Enters a value into a histogram. */
  observe(metric: MetricDefinition, labels: Labels, value: number): void;
}

/** For whoever runs no metrics, such as a command that ends by itself. */
export const NO_METERS: Meters = { add: () => undefined, set: () => undefined, observe: () => undefined };

/** Nest's token of the one `Meters` of a process; absent where nobody measures. */
export const METERS = Symbol('METERS');

/**
 * Gauges that are read from the store when somebody asks for the metrics, so that a location that is gone leaves no
 * stale series: every metric in `metrics` is emptied first.
 */
export interface MetricSource {
  readonly metrics: readonly MetricDefinition[];
  /** Sets the gauges of now. What it throws is counted and does not spoil the other sources. */
  collect(meters: Pick<Meters, 'set'>): Promise<void>;
}
