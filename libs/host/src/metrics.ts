import { defineMetrics } from '@tillbridge/observability';
import { CAUSES } from '@tillbridge/plugin-kit';

/** What the host asks a connector for; each may take many requests. */
export const OPERATIONS = [
  'check',
  'list_shops',
  'read_sales',
  'read_shifts',
  'look_up_sales',
  'look_up_shifts',
] as const;

export type Operation = (typeof OPERATIONS)[number];

/** Codes of causes that a request can end with. */
const REASONS = Object.keys(CAUSES).filter((code) =>
  /^(?:auth|permission|feature|rate|upstream|link|plugin)\./.test(code),
);

export const HOST_METRICS = defineMetrics({
  requests: {
    name: 'tillbridge_pos_requests_total',
    type: 'counter',
    help: 'Requests sent to the point of sale, each repetition anew.',
    labels: ['connection', 'operation'],
    values: { operation: OPERATIONS },
  },
  failures: {
    name: 'tillbridge_pos_request_failures_total',
    type: 'counter',
    help: 'Requests to the point of sale that brought no usable answer, by the code of the cause.',
    labels: ['connection', 'reason'],
    values: { reason: REASONS },
  },
  duration: {
    name: 'tillbridge_pos_request_duration_seconds',
    type: 'histogram',
    help: 'From sending a request to its whole answer; waiting for the rate limit is not in it.',
    labels: ['connection', 'operation'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    values: { operation: OPERATIONS },
  },
  remaining: {
    name: 'tillbridge_pos_rate_limit_remaining',
    type: 'gauge',
    help: 'What may be asked of the point of sale at once, in its own unit, after the last answer.',
    labels: ['connection'],
  },
  waited: {
    name: 'tillbridge_pos_rate_limit_wait_seconds_total',
    type: 'counter',
    help: 'Time spent waiting for the rate limit, or before a repetition.',
    labels: ['connection'],
  },
  skew: {
    name: 'tillbridge_clock_skew_seconds',
    type: 'gauge',
    help: 'How far the clock of this machine is ahead of that of the point of sale, whose answers tell whole seconds.',
    labels: ['connection'],
  },
  plugin: {
    name: 'tillbridge_plugin_info',
    type: 'gauge',
    help: 'Always 1; names each connector that was found, and its version.',
    labels: ['connector', 'version'],
  },
  pluginUp: {
    name: 'tillbridge_plugin_up',
    type: 'gauge',
    help: '0 while a connector that was found cannot be used.',
    labels: ['connector'],
  },
});
