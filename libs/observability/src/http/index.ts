/** For a process that is asked over HTTP; commands do not load what stands behind this door. */
export { PrometheusMeters, type PrometheusOptions, type Scrape } from '../metrics/prometheus-meters.js';
export { MetricsModule } from '../metrics/metrics.module.js';
export { MetricsController } from '../metrics/metrics.controller.js';
export { HealthModule, type HealthOptions } from '../health/health.module.js';
export { ProcessLog, type LogOptions } from '../logging/process-log.js';
export { LoggingModule, NestLog } from '../logging/logging.module.js';
export { tellUnseen } from '../logging/unseen-requests.js';
