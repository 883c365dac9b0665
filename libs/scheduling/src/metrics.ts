import { defineMetrics } from '@tillbridge/observability';

const RUN_BUCKETS = [0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600];
const LAG_BUCKETS = [1, 5, 15, 30, 60, 300, 900, 3_600, 21_600, 86_400];

export const SCHEDULING_METRICS = defineMetrics({
  runs: {
    name: 'tillbridge_task_runs_total',
    type: 'counter',
    help: 'Runs begun: imports by connection, and deliveries that had something to send.',
    labels: ['task', 'connection'],
  },
  failures: {
    name: 'tillbridge_task_failures_total',
    type: 'counter',
    help: 'Runs that left something undone; the reason is the code of the first cause, or defect.',
    labels: ['task', 'connection', 'reason'],
  },
  skipped: {
    name: 'tillbridge_task_skipped_total',
    type: 'counter',
    help: 'Due times without a run of their own: running where the one before was still at work, missed where nobody worked. What they would have read, the next run reads.',
    labels: ['task', 'reason'],
    values: { task: ['import'], reason: ['running', 'missed'] },
  },
  duration: {
    name: 'tillbridge_task_duration_seconds',
    type: 'histogram',
    help: 'How long runs took.',
    labels: ['task'],
    buckets: RUN_BUCKETS,
  },
  lastRun: {
    name: 'tillbridge_task_last_run_timestamp_seconds',
    type: 'gauge',
    help: 'When this process last began a run.',
    labels: ['task', 'connection'],
  },
  lastSuccess: {
    name: 'tillbridge_task_last_success_timestamp_seconds',
    type: 'gauge',
    help: 'When a run of this process last ended with everything done.',
    labels: ['task', 'connection'],
  },
  running: {
    name: 'tillbridge_task_running',
    type: 'gauge',
    help: 'Runs under way in this process.',
    labels: ['task'],
  },
  lag: {
    name: 'tillbridge_schedule_lag_seconds',
    type: 'histogram',
    help: 'From the due time of the newest slot of a run to its beginning.',
    labels: ['task'],
    buckets: LAG_BUCKETS,
  },
  nextRun: {
    name: 'tillbridge_task_next_run_timestamp_seconds',
    type: 'gauge',
    help: 'Due time of the next slot of each connection that is read by itself.',
    labels: ['task', 'connection'],
  },
  deadline: {
    name: 'tillbridge_delivery_deadline_timestamp_seconds',
    type: 'gauge',
    help: 'By when the next hour of a location must have been delivered to an output; past it, the feed is late.',
    labels: ['location', 'output'],
  },
});
