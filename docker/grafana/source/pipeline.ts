import type { Board } from './dashboard.ts';
import { graph, table } from './panel.ts';

const OF = 'connection=~"$connection"';
const TO = 'output=~"$output"';
const THIRD = { width: 8 };

const RUNS = [
  graph(
    { ...THIRD, title: 'Runs', description: 'Imports, deliveries and token refreshes per hour.', unit: 'short' },
    { expr: `sum by (task) (increase(tillbridge_task_runs_total{${OF}}[1h]))`, legend: '{{task}}' },
  ),
  graph(
    {
      ...THIRD,
      title: 'Failed runs',
      description:
        'Per hour, by task and cause. An import that failed is repeated; TillbridgeImportFailing tells when that does not help.',
      unit: 'short',
    },
    {
      expr: `sum by (task, connection, reason) (increase(tillbridge_task_failures_total{${OF}}[1h])) > 0`,
      legend: '{{task}} {{connection}}: {{reason}}',
    },
  ),
  graph(
    {
      ...THIRD,
      title: 'Skipped',
      description:
        'Runs per hour that did not begin, by reason: the one before was still at work, or the connection is paused.',
      unit: 'short',
    },
    { expr: 'sum by (task, reason) (increase(tillbridge_task_skipped_total[1h])) > 0', legend: '{{task}}: {{reason}}' },
  ),
  graph(
    {
      ...THIRD,
      title: 'How long runs last',
      description:
        'Half of the runs, and nineteen in twenty, end within this time. It should stay well below the time between two runs.',
      unit: 's',
    },
    {
      expr: 'histogram_quantile(0.5, sum by (task, le) (rate(tillbridge_task_duration_seconds_bucket[1h])))',
      legend: '{{task}}, half',
    },
    {
      expr: 'histogram_quantile(0.95, sum by (task, le) (rate(tillbridge_task_duration_seconds_bucket[1h])))',
      legend: '{{task}}, 95 %',
    },
  ),
  graph(
    {
      ...THIRD,
      title: 'How late runs start',
      description: 'Nine in ten runs start within this time after they are due. Runbook: TillbridgeScheduleLate.',
      unit: 's',
    },
    {
      expr: 'histogram_quantile(0.9, sum by (task, le) (rate(tillbridge_schedule_lag_seconds_bucket[1h])))',
      legend: '{{task}}',
    },
  ),
  table(
    {
      ...THIRD,
      title: 'Imports',
      description: 'When each connection was last read, last read without a fault, and when it is due next.',
      unit: 'dateTimeFromNow',
      height: 8,
    },
    [
      { field: 'connection', heading: 'Connection' },
      { field: 'Value #A', heading: 'Last run', unit: 'dateTimeFromNow' },
      { field: 'Value #B', heading: 'Last success', unit: 'dateTimeFromNow' },
      { field: 'Value #C', heading: 'Next', unit: 'dateTimeFromNow' },
    ],
    { expr: `1000 * max by (connection) (tillbridge_task_last_run_timestamp_seconds{task="import", ${OF}})` },
    { expr: `1000 * max by (connection) (tillbridge_task_last_success_timestamp_seconds{task="import", ${OF}})` },
    { expr: `1000 * max by (connection) (tillbridge_task_next_run_timestamp_seconds{task="import", ${OF}})` },
  ),
  graph(
    { ...THIRD, title: 'At work', description: 'Runs that are under way.', unit: 'short' },
    { expr: 'sum by (task) (tillbridge_task_running)', legend: '{{task}}' },
  ),
];

const POS = [
  graph(
    { ...THIRD, title: 'Requests', description: 'Questions to the POS per second, by connection.', unit: 'reqps' },
    {
      expr: `sum by (connection) (rate(tillbridge_pos_requests_total{${OF}}[$__rate_interval]))`,
      legend: '{{connection}}',
    },
  ),
  graph(
    {
      ...THIRD,
      title: 'Failed requests',
      description:
        'Per second, by cause. Most are repeated at once and do no harm; an import fails only when they go on.',
      unit: 'reqps',
    },
    {
      expr: `sum by (connection, reason) (rate(tillbridge_pos_request_failures_total{${OF}}[$__rate_interval])) > 0`,
      legend: '{{connection}}: {{reason}}',
    },
    {
      expr: `connection:tillbridge_pos_request_failures:ratio_rate30m{${OF}}`,
      legend: '{{connection}}, share of 30 min',
    },
  ),
  graph(
    {
      ...THIRD,
      title: 'How long the POS takes',
      description: 'Nineteen in twenty answers arrive within this time, by what was asked.',
      unit: 's',
    },
    {
      expr: `histogram_quantile(0.95, sum by (operation, le) (rate(tillbridge_pos_request_duration_seconds_bucket{${OF}}[$__rate_interval])))`,
      legend: '{{operation}}',
    },
  ),
  graph(
    {
      ...THIRD,
      title: 'Rate budget left',
      description: 'What the POS says may still be asked, in units of its own, as of its last answer.',
      unit: 'short',
    },
    { expr: `min by (connection) (tillbridge_pos_rate_limit_remaining{${OF}})`, legend: '{{connection}}' },
  ),
  graph(
    {
      ...THIRD,
      title: 'Waiting for the rate limit',
      description: 'Share of the time in which reading waits for leave to ask on. Runbook: TillbridgePosRateLimited.',
      unit: 'percentunit',
    },
    {
      expr: `sum by (connection) (rate(tillbridge_pos_rate_limit_wait_seconds_total{${OF}}[$__rate_interval]))`,
      legend: '{{connection}}',
    },
  ),
  graph(
    {
      ...THIRD,
      title: 'Records read',
      description: 'Sales and shifts per hour as the POS tells them, those that are read again included.',
      unit: 'short',
    },
    {
      expr: `sum by (connection, stream) (increase(tillbridge_pos_records_total{${OF}}[1h]))`,
      legend: '{{connection}} {{stream}}',
    },
  ),
  graph(
    {
      ...THIRD,
      title: 'Quarantine',
      description:
        'Records that could not be read and stand in no figure: now, and new within an hour. Runbook: TillbridgeQuarantine.',
      unit: 'short',
    },
    {
      expr: `max by (connection, stream) (tillbridge_quarantined_records{${OF}})`,
      legend: '{{connection}} {{stream}}',
    },
    {
      expr: `sum by (connection, stream) (increase(tillbridge_pos_records_quarantined_total{${OF}}[1h]))`,
      legend: '{{connection}} {{stream}}, new',
    },
  ),
  graph(
    {
      ...THIRD,
      title: 'Tokens',
      description: 'Time until the access token ends, below zero when it has: it is renewed when it is next needed.',
      unit: 's',
    },
    {
      expr: `max by (connection) (tillbridge_oauth_token_expiry_timestamp_seconds{${OF}}) - time()`,
      legend: '{{connection}}',
    },
  ),
  graph(
    {
      ...THIRD,
      title: 'Token refreshes',
      description: 'Per hour, and those that failed by cause. Runbook: TillbridgeTokenRefreshFailing.',
      unit: 'short',
    },
    { expr: `sum by (connection) (increase(tillbridge_oauth_refreshes_total{${OF}}[1h]))`, legend: '{{connection}}' },
    {
      expr: `sum by (connection, reason) (increase(tillbridge_oauth_refresh_failures_total{${OF}}[1h])) > 0`,
      legend: '{{connection}}: {{reason}}',
    },
  ),
  table(
    {
      ...THIRD,
      title: 'Connections',
      description: 'Whether each is active (1) or paused (0), and authorised (1) or waiting for a person (0).',
      unit: 'short',
      height: 8,
    },
    [
      { field: 'connection', heading: 'Connection' },
      { field: 'label', heading: 'Label' },
      { field: 'connector', heading: 'Connector' },
      { field: 'Value #A', heading: 'Active' },
      { field: 'Value #B', heading: 'Authorised' },
    ],
    {
      expr: `max by (connection, label, connector) (tillbridge_connection_info{${OF}}) * on (connection) group_left () max by (connection) (tillbridge_connection_active)`,
    },
    {
      expr: `max by (connection, label, connector) (tillbridge_connection_info{${OF}}) * on (connection) group_left () max by (connection) (tillbridge_connection_authorized)`,
    },
  ),
  graph(
    {
      ...THIRD,
      title: 'Clocks',
      description: 'How far this machine’s clock and the POS’s differ. Runbook: TillbridgeClockSkew.',
      unit: 's',
    },
    { expr: `max by (connection) (abs(tillbridge_clock_skew_seconds{${OF}}))`, legend: '{{connection}}' },
  ),
];

const DELIVERY = [
  graph(
    {
      ...THIRD,
      title: 'Attempts',
      description: 'Location-days handed to each output per hour, each time anew.',
      unit: 'short',
    },
    { expr: `sum by (output) (increase(tillbridge_delivery_attempts_total{${TO}}[1h]))`, legend: '{{output}}' },
  ),
  graph(
    {
      ...THIRD,
      title: 'Failed attempts',
      description: 'Per hour, by output and cause. Runbook: TillbridgeDeliveryFailing.',
      unit: 'short',
    },
    {
      expr: `sum by (output, reason) (increase(tillbridge_delivery_failures_total{${TO}}[1h])) > 0`,
      legend: '{{output}}: {{reason}}',
    },
  ),
  graph(
    {
      ...THIRD,
      title: 'Share that fails',
      description: 'Of the attempts within half an hour. Above one half for a quarter of an hour alerts.',
      unit: 'percentunit',
    },
    { expr: `output:tillbridge_delivery_failures:ratio_rate30m{${TO}}`, legend: '{{output}}' },
  ),
  graph(
    {
      ...THIRD,
      title: 'How long an attempt lasts',
      description: 'Nineteen in twenty attempts end within this time, by output.',
      unit: 's',
    },
    {
      expr: `histogram_quantile(0.95, sum by (output, le) (rate(tillbridge_delivery_duration_seconds_bucket{${TO}}[$__rate_interval])))`,
      legend: '{{output}}',
    },
  ),
  graph(
    { ...THIRD, title: 'Figures delivered', description: 'Hourly cells per hour, by output.', unit: 'short' },
    { expr: `sum by (output) (increase(tillbridge_delivery_cells_total{${TO}}[1h]))`, legend: '{{output}}' },
  ),
  graph(
    {
      ...THIRD,
      title: 'Waiting',
      description: 'Location-days that an output lacks.',
      unit: 'short',
    },
    { expr: `max by (output) (tillbridge_delivery_queue_items{${TO}})`, legend: '{{output}}' },
  ),
  graph(
    {
      ...THIRD,
      title: 'Longest wait',
      description: 'How long the oldest location-day has waited to be delivered. Runbook: TillbridgeQueueOld.',
      unit: 's',
    },
    {
      expr: `time() - max by (output) (tillbridge_delivery_queue_oldest_timestamp_seconds{${TO}} > 0)`,
      legend: '{{output}}',
    },
  ),
  graph(
    {
      ...THIRD,
      title: 'Dead and held',
      description: 'Location-days that a receiver refuses for good, and those that wait for an approval.',
      unit: 'short',
    },
    { expr: `max by (output) (tillbridge_delivery_dead_items{${TO}})`, legend: '{{output}} dead' },
    { expr: `max by (output) (tillbridge_delivery_held_items{${TO}})`, legend: '{{output}} held' },
  ),
  graph(
    { ...THIRD, title: 'Paused', description: '1 while nothing is sent to an output.', unit: 'short' },
    { expr: `max by (output) (tillbridge_output_paused{${TO}})`, legend: '{{output}}' },
  ),
  graph(
    {
      ...THIRD,
      title: 'Receiver down',
      description:
        '1 while a receiver takes nothing and is asked by one location-day at a time. Runbook: TillbridgeOutputBreakerOpen.',
      unit: 'short',
    },
    {
      expr: `1 - max by (output) (tillbridge_delivery_breaker_state{state="closed",${TO}})`,
      legend: '{{output}}',
    },
  ),
];

export const PIPELINE: Board = {
  uid: 'tillbridge-pipeline',
  title: 'Tillbridge / Pipeline',
  description: 'Reading, from the POS to the ledger, and delivery, from the figures to their receivers.',
  choices: [
    { label: 'connection', metric: 'tillbridge_connection_info' },
    { label: 'output', metric: 'tillbridge_output_paused' },
  ],
  rows: [
    { title: 'Runs', panels: RUNS },
    { title: 'The POS', panels: POS },
    { title: 'Delivery', panels: DELIVERY },
  ],
};
