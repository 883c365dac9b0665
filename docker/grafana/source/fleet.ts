import type { Board } from './dashboard.ts';
import { graph, stat, STEPS, table } from './panel.ts';

const CHOSEN = 'connection=~"$connection"';
/** 0 where the service and its database answer. Without them nobody knows, and a green 0 would be a lie. */
const NONE = '0 * max(tillbridge_state_store_up == 1)';
const NAMED = '* on (location) group_left (name, connection, region) location:tillbridge_location_info:one';

const NOW = [
  stat(
    {
      title: 'In time',
      description:
        'Share of the locations that owe figures and have delivered them by their deadline. Objective: 99 % of four weeks.',
      unit: 'percentunit',
      width: 4,
    },
    `avg(location_output:tillbridge_overdue_seconds:max{${CHOSEN}} <= bool 0)`,
    STEPS.objective,
  ),
  stat(
    {
      title: 'In time, four weeks',
      description: 'The same for all connections, on average over the last 28 days: what the objective is measured by.',
      unit: 'percentunit',
      width: 4,
    },
    'avg_over_time(job:tillbridge_locations_fresh:ratio[28d])',
    STEPS.objective,
  ),
  stat(
    {
      title: 'Late',
      description:
        'Locations whose next hour should have reached an output already, once for each output. The table below names them.',
      unit: 'short',
      width: 4,
    },
    `sum(connection_output:tillbridge_locations_late:count{${CHOSEN}}) or ${NONE}`,
    STEPS.zeroIsGood,
  ),
  stat(
    {
      title: 'To be connected again',
      description:
        'Active connections whose authorisation the POS no longer accepts. A person must run `tillbridge connect`.',
      unit: 'short',
      width: 4,
    },
    `count(max by (connection) (tillbridge_connection_authorized{${CHOSEN}}) == 0 and on (connection) max by (connection) (tillbridge_connection_active) == 1) or ${NONE}`,
    STEPS.zeroIsGood,
  ),
  stat(
    {
      title: 'Outputs paused',
      description: 'Outputs to which nothing is sent because somebody, or their receiver, said so.',
      unit: 'short',
      width: 4,
    },
    `sum(max by (output) (tillbridge_output_paused)) or ${NONE}`,
    STEPS.zeroIsGood,
  ),
  stat(
    {
      title: 'Alerts',
      description: 'Alerts of Tillbridge that fire now. The Alertmanager holds back those that another one explains.',
      unit: 'short',
      width: 4,
    },
    'count(ALERTS{alertname=~"Tillbridge.+", alertstate="firing"}) or vector(0)',
    STEPS.zeroIsGood,
  ),
];

const LOCATIONS = [
  table(
    {
      title: 'Late locations',
      description:
        'Empty when all is well. Late is measured from the deadline that follows from the schedule of the connection. Runbook: TillbridgeLocationStale.',
      unit: 's',
      width: 12,
    },
    [
      { field: 'connection', heading: 'Connection' },
      { field: 'location', heading: 'Location' },
      { field: 'name', heading: 'Name' },
      { field: 'region', heading: 'Region' },
      { field: 'output', heading: 'Output' },
      { field: 'Value', heading: 'Late by', unit: 's' },
    ],
    { expr: `sort_desc(location_output:tillbridge_overdue_seconds:max{${CHOSEN}} > 0)` },
  ),
  table(
    {
      title: 'Delivered up to',
      description:
        'End of the last hour up to which everything of a location has reached an output, and up to which it was read from the POS.',
      unit: 'dateTimeFromNow',
      width: 12,
    },
    [
      { field: 'connection', heading: 'Connection' },
      { field: 'location', heading: 'Location' },
      { field: 'name', heading: 'Name' },
      { field: 'region', heading: 'Region' },
      { field: 'output', heading: 'Output' },
      { field: 'Value', heading: 'Delivered up to', unit: 'dateTimeFromNow' },
    ],
    {
      expr: `sort(1000 * max by (location, output) (tillbridge_delivered_watermark_timestamp_seconds) ${NAMED}{${CHOSEN}})`,
    },
  ),
  graph(
    {
      title: 'Furthest behind',
      description:
        'Age of the oldest delivered hour of each connection at each output. A saw tooth as long as an hour and the schedule is as it should be.',
      unit: 's',
      width: 12,
    },
    {
      expr: `max by (connection, output) (time() - max by (location, output) (tillbridge_delivered_watermark_timestamp_seconds) ${NAMED}{${CHOSEN}})`,
      legend: '{{connection}} to {{output}}',
    },
  ),
  graph(
    {
      title: 'Read up to',
      description:
        'Age of the oldest hour that was read from the POS, by connection: behind here means that reading is late, not delivery.',
      unit: 's',
      width: 12,
    },
    {
      expr: `max by (connection) (time() - max by (location) (tillbridge_imported_watermark_timestamp_seconds) ${NAMED}{${CHOSEN}})`,
      legend: '{{connection}}',
    },
  ),
];

const OUTPUTS = [
  table(
    {
      title: 'Outputs',
      description:
        'What each output lacks (waiting), what waits for an approval (held) and what its receiver refuses for good (dead), in location-days. Down: 1 while its receiver takes nothing.',
      unit: 'short',
      width: 12,
    },
    [
      { field: 'output', heading: 'Output' },
      { field: 'Value #A', heading: 'Waiting' },
      { field: 'Value #B', heading: 'Held' },
      { field: 'Value #C', heading: 'Dead' },
      { field: 'Value #D', heading: 'Paused' },
      { field: 'Value #E', heading: 'Down' },
    ],
    { expr: 'max by (output) (tillbridge_delivery_queue_items)' },
    { expr: 'max by (output) (tillbridge_delivery_held_items)' },
    { expr: 'max by (output) (tillbridge_delivery_dead_items)' },
    { expr: 'max by (output) (tillbridge_output_paused)' },
    { expr: '1 - max by (output) (tillbridge_delivery_breaker_state{state="closed"})' },
  ),
  table(
    {
      title: 'Alerts',
      description: 'Alerts that fire now, gravest first. Each has a section of its own in the runbooks.',
      unit: 'short',
      width: 12,
    },
    [
      { field: 'severity', heading: 'Severity' },
      { field: 'alertname', heading: 'Alert' },
      { field: 'connection', heading: 'Connection' },
      { field: 'location', heading: 'Location' },
      { field: 'output', heading: 'Output' },
      { field: 'Value', heading: 'Firing' },
    ],
    {
      expr: 'sort(max by (severity, alertname, connection, location, output) (ALERTS{alertname=~"Tillbridge.+", alertstate="firing"}))',
    },
  ),
];

const FIGURES = [
  stat(
    {
      title: 'Operational locations',
      description: 'Locations that deliver. Others are read and shown, and nothing of them is sent.',
      unit: 'short',
      width: 6,
      height: 8,
    },
    `sum(max by (location) (tillbridge_location_operational) ${NAMED}{${CHOSEN}}) or ${NONE}`,
  ),
  graph(
    {
      title: 'Hourly figures written',
      description: 'Cells (the four figures of one location for one hour) that were new or changed, per hour.',
      unit: 'short',
      width: 9,
    },
    {
      expr: `sum by (connection) (increase(tillbridge_tally_cells_written_total{${CHOSEN}}[1h]))`,
      legend: '{{connection}}',
    },
  ),
  graph(
    {
      title: 'Hourly figures corrected',
      description:
        'Cells that had another figure before: voids, edited clock-ins, late sales. Many at once deserve a look.',
      unit: 'short',
      width: 9,
    },
    {
      expr: `sum by (connection) (increase(tillbridge_tally_cells_restated_total{${CHOSEN}}[1h]))`,
      legend: '{{connection}}',
    },
  ),
];

export const FLEET: Board = {
  uid: 'tillbridge-fleet',
  title: 'Tillbridge / Fleet',
  description: 'Whether every location’s figures arrive in time.',
  choices: [{ label: 'connection', metric: 'tillbridge_connection_info' }],
  rows: [
    { title: 'Now', panels: NOW },
    { title: 'Locations', panels: LOCATIONS },
    { title: 'Outputs and alerts', panels: OUTPUTS },
    { title: 'Figures', panels: FIGURES },
  ],
};
