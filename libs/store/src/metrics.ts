import { defineMetrics } from '@tillbridge/observability';

export const STORE_METRICS = defineMetrics({
  up: {
    name: 'tillbridge_state_store_up',
    type: 'gauge',
    help: '1 while the database answers and has the schema of this build.',
    labels: ['backend'],
  },
  size: {
    name: 'tillbridge_state_store_size_bytes',
    type: 'gauge',
    help: 'What the database takes on its disk.',
    labels: [],
  },
  quarantined: {
    name: 'tillbridge_quarantined_records',
    type: 'gauge',
    help: 'Records that could not be read and stand aside with their reason.',
    labels: ['connection', 'stream'],
  },
  authorized: {
    name: 'tillbridge_connection_authorized',
    type: 'gauge',
    help: '0 while a person must connect this connection (again).',
    labels: ['connection'],
  },
  active: {
    name: 'tillbridge_connection_active',
    type: 'gauge',
    help: '0 while a person has paused the connection.',
    labels: ['connection'],
  },
  connection: {
    name: 'tillbridge_connection_info',
    type: 'gauge',
    help: 'Always 1; names the connection and its connector.',
    labels: ['connection', 'label', 'connector'],
  },
  location: {
    name: 'tillbridge_location_info',
    type: 'gauge',
    help: 'Always 1; names the location, its connection and its region.',
    labels: ['location', 'name', 'connection', 'region'],
  },
});
