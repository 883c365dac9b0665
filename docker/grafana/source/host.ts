import type { Board } from './dashboard.ts';
import { graph, stat, STEPS, table } from './panel.ts';

const JOB = 'job="tillbridge"';
const THIRD = { width: 8 };

const STANDING = [
  stat(
    { title: 'Processes', description: 'Replicas that answer.', unit: 'short', width: 4 },
    `sum(up{${JOB}})`,
    STEPS.oneIsGood,
  ),
  stat(
    {
      title: 'Database',
      description: '1 while the program’s own database answers. Runbook: TillbridgeStateStoreDown.',
      unit: 'short',
      width: 4,
    },
    'min(tillbridge_state_store_up)',
    STEPS.oneIsGood,
  ),
  stat(
    { title: 'Size of the database', description: 'Ledger, figures and their history.', unit: 'bytes', width: 4 },
    'max(tillbridge_state_store_size_bytes)',
  ),
  stat(
    { title: 'Up for', description: 'Time since the youngest process started.', unit: 's', width: 4 },
    `time() - max(process_start_time_seconds{${JOB}})`,
  ),
  stat(
    {
      title: 'Settings in use',
      description: 'Different settings files among the replicas: 1 is right. Runbook: TillbridgeSettingsDiffer.',
      unit: 'short',
      width: 4,
    },
    'count(count by (hash) (tillbridge_config_info))',
  ),
  stat(
    {
      title: 'Connectors that failed',
      description: 'Connectors that could not be loaded. Runbook: TillbridgePluginDown.',
      unit: 'short',
      width: 4,
    },
    'count(max by (connector) (tillbridge_plugin_up) == 0) or 0 * max(tillbridge_plugin_up)',
    STEPS.zeroIsGood,
  ),
];

const PROCESS = [
  graph(
    { ...THIRD, title: 'Processor', description: 'Share of one core, by replica.', unit: 'percentunit' },
    { expr: `rate(process_cpu_seconds_total{${JOB}}[$__rate_interval])`, legend: '{{instance}}' },
  ),
  graph(
    {
      ...THIRD,
      title: 'Memory',
      description:
        'Resident, and what of it is JavaScript’s heap. It stays flat: an import needs as much for a million sales as for few.',
      unit: 'bytes',
    },
    { expr: `process_resident_memory_bytes{${JOB}}`, legend: '{{instance}}' },
    { expr: `nodejs_heap_size_used_bytes{${JOB}}`, legend: '{{instance}} heap' },
  ),
  graph(
    {
      ...THIRD,
      title: 'Event loop',
      description:
        'How long work waits behind other work: 99 of 100 times shorter than this. Seconds mean that probes and leases suffer.',
      unit: 's',
    },
    { expr: `nodejs_eventloop_lag_p99_seconds{${JOB}}`, legend: '{{instance}}' },
  ),
  graph(
    {
      ...THIRD,
      title: 'Open files',
      description: 'Share of the files and connections that the system allows.',
      unit: 'percentunit',
    },
    { expr: `process_open_fds{${JOB}} / process_max_fds{${JOB}}`, legend: '{{instance}}' },
  ),
  graph(
    {
      ...THIRD,
      title: 'Starts',
      description: 'Starts within an hour, by replica. Runbook: TillbridgeRestarting.',
      unit: 'short',
    },
    { expr: `changes(process_start_time_seconds{${JOB}}[1h])`, legend: '{{instance}}' },
  ),
  graph(
    {
      ...THIRD,
      title: 'Scrapes',
      description:
        'How long it takes to tell the metrics, and groups of them that could not be read. Runbook: TillbridgeMetricsIncomplete.',
      unit: 's',
    },
    { expr: `scrape_duration_seconds{${JOB}}`, legend: '{{instance}}' },
    {
      expr: 'sum by (source) (increase(tillbridge_metric_source_failures_total[1h])) > 0',
      legend: '{{source}} failed',
    },
  ),
];

const API = [
  graph(
    { ...THIRD, title: 'Requests', description: 'Answers of the HTTP API per second, by code.', unit: 'reqps' },
    { expr: 'sum by (code) (rate(tillbridge_api_requests_total[$__rate_interval]))', legend: '{{code}}' },
  ),
  graph(
    { ...THIRD, title: 'How long answers take', description: 'Nineteen in twenty take less, by route.', unit: 's' },
    {
      expr: 'histogram_quantile(0.95, sum by (route, le) (rate(tillbridge_api_request_duration_seconds_bucket[$__rate_interval])))',
      legend: '{{route}}',
    },
  ),
  graph(
    {
      ...THIRD,
      title: 'Refusals and errors',
      description:
        'Within ten minutes: requests without a right key, and errors of the server. Runbooks: TillbridgeApiRefusals, TillbridgeApiErrors.',
      unit: 'short',
    },
    {
      expr: 'sum(increase(tillbridge_api_requests_total{code=~"401|403"}[10m])) or 0 * max(tillbridge_build_info)',
      legend: 'refused',
    },
    {
      expr: 'sum(increase(tillbridge_api_requests_total{code=~"5..", route!~"/health/.*"}[10m])) or 0 * max(tillbridge_build_info)',
      legend: 'errors',
    },
  ),
  graph(
    {
      ...THIRD,
      title: 'Changes by people',
      description: 'Entries of the audit trail per hour, by what was done.',
      unit: 'short',
    },
    { expr: 'sum by (action) (increase(tillbridge_audit_events_total[1h])) > 0', legend: '{{action}}' },
  ),
  graph(
    {
      ...THIRD,
      title: 'Log lines',
      description: 'Per minute, by level. Errors and warnings each name somebody who must act.',
      unit: 'short',
    },
    { expr: '60 * sum by (level) (rate(tillbridge_log_messages_total[$__rate_interval]))', legend: '{{level}}' },
  ),
];

const PARTS = [
  table(
    {
      title: 'Connectors',
      description: 'Plugins that are there; 1 where it could be loaded.',
      unit: 'short',
      width: 12,
      height: 7,
    },
    [
      { field: 'connector', heading: 'Connector' },
      { field: 'version', heading: 'Version' },
      { field: 'Value', heading: 'Loaded' },
    ],
    {
      expr: 'max by (connector, version) (tillbridge_plugin_info) * on (connector) group_left () max by (connector) (tillbridge_plugin_up)',
    },
  ),
  table(
    {
      title: 'Builds',
      description: 'Which build runs on which Node, by replica.',
      unit: 'short',
      width: 12,
      height: 7,
    },
    [
      { field: 'instance', heading: 'Replica' },
      { field: 'version', heading: 'Version' },
      { field: 'node', heading: 'Node' },
      { field: 'Value', heading: 'There' },
    ],
    { expr: 'max by (instance, version, node) (tillbridge_build_info)' },
  ),
];

export const HOST: Board = {
  uid: 'tillbridge-host',
  title: 'Tillbridge / Host and security',
  description: 'The process, its database, the HTTP API and who changes what.',
  choices: [],
  rows: [
    { title: 'Now', panels: STANDING },
    { title: 'Process', panels: PROCESS },
    { title: 'API, changes and log', panels: API },
    { title: 'Parts', panels: PARTS },
  ],
};
