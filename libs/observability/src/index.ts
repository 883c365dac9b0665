export * from './metrics/definition.js';
export * from './metrics/meters.js';
export { OBSERVABILITY_METRICS } from './metrics/own-metrics.js';
export type { KnownLabels } from './metrics/known-series.js';
export * from './logging/log.js';
export { SecretScrubber } from './logging/secret-scrubber.js';
export { ShutdownState } from './health/shutdown-state.js';
export type { HealthCheck, Standing, StandingSource } from './health/check.js';
