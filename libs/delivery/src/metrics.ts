import { defineMetrics } from '@tillbridge/observability';

/** Closed, so that a failure that never happened is 0 and not absent. */
const FAILURE_REASONS = [
  'output.unreachable',
  'output.refused',
  'output.gone',
  'output.no_space',
  'output.not_writable',
  'settings.invalid',
  'plugin.defect',
] as const;

export const DELIVERY_METRICS = defineMetrics({
  attempts: {
    name: 'tillbridge_delivery_attempts_total',
    type: 'counter',
    help: 'Location-days that were handed to an output, each time anew.',
    labels: ['output'],
  },
  failures: {
    name: 'tillbridge_delivery_failures_total',
    type: 'counter',
    help: 'Location-days that an output did not take, by the code of the cause.',
    labels: ['output', 'reason'],
    values: { reason: FAILURE_REASONS },
  },
  duration: {
    name: 'tillbridge_delivery_duration_seconds',
    type: 'histogram',
    help: 'How long an output took for one batch of location-days.',
    labels: ['output'],
    buckets: [0.05, 0.25, 1, 2.5, 5, 10, 30, 60, 120],
  },
  cells: {
    name: 'tillbridge_delivery_cells_total',
    type: 'counter',
    help: 'Cells (one location, one hour) in the location-days that an output took.',
    labels: ['output'],
  },
  queueItems: {
    name: 'tillbridge_delivery_queue_items',
    type: 'gauge',
    help: 'Location-days that an output lacks and that go out by themselves.',
    labels: ['output'],
  },
  queueOldest: {
    name: 'tillbridge_delivery_queue_oldest_timestamp_seconds',
    type: 'gauge',
    help: 'Since when the longest waiting figures of an output stand in the tallies; absent while nothing waits.',
    labels: ['output'],
  },
  deadItems: {
    name: 'tillbridge_delivery_dead_items',
    type: 'gauge',
    help: 'Location-days that the receiver refuses for good, of operational locations; a person must act.',
    labels: ['output'],
  },
  heldItems: {
    name: 'tillbridge_delivery_held_items',
    type: 'gauge',
    help: 'Location-days that wait for the approval of their output.',
    labels: ['output'],
  },
  paused: {
    name: 'tillbridge_output_paused',
    type: 'gauge',
    help: '1 while nothing goes to an output because a person or its receiver stopped it.',
    labels: ['output'],
  },
  breakerState: {
    name: 'tillbridge_delivery_breaker_state',
    type: 'gauge',
    help: '1 for the state that the breaker of an output is in: closed, open (its receiver is down, days wait), half_open (the next day is a trial).',
    labels: ['output', 'state'],
  },
  operational: {
    name: 'tillbridge_location_operational',
    type: 'gauge',
    help: '1 while the status of the location lets its figures go out; absent where no shop feeds it today.',
    labels: ['location'],
  },
  watermark: {
    name: 'tillbridge_delivered_watermark_timestamp_seconds',
    type: 'gauge',
    help: 'Up to when an output has every hour of a location; a correction under way does not lower it.',
    labels: ['location', 'output'],
  },
});
