import { defineMetrics } from './definition.js';

/** What this library measures itself. */
export const OBSERVABILITY_METRICS = defineMetrics({
  build: {
    name: 'tillbridge_build_info',
    type: 'gauge',
    help: 'Always 1; the labels say which build runs on which version of Node.',
    labels: ['version', 'node'],
  },
  config: {
    name: 'tillbridge_config_info',
    type: 'gauge',
    help: 'Always 1; the label is a hash of the settings, so that a change of them shows.',
    labels: ['hash'],
  },
  logMessages: {
    name: 'tillbridge_log_messages_total',
    type: 'counter',
    help: 'Lines written to the log.',
    labels: ['level'],
    values: { level: ['debug', 'info', 'warn', 'error', 'fatal'] },
  },
  sourceFailures: {
    name: 'tillbridge_metric_source_failures_total',
    type: 'counter',
    help: 'Times that a group of metrics could not be read in time; its series are absent until it can.',
    labels: ['source'],
  },
});
