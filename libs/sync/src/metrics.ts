import { defineMetrics } from '@tillbridge/observability';

export const SYNC_METRICS = defineMetrics({
  records: {
    name: 'tillbridge_pos_records_total',
    type: 'counter',
    help: 'Records that were read, each reading anew.',
    labels: ['connection', 'stream'],
  },
  quarantined: {
    name: 'tillbridge_pos_records_quarantined_total',
    type: 'counter',
    help: 'Records that could not be read, each reading anew.',
    labels: ['connection', 'stream'],
  },
  imported: {
    name: 'tillbridge_imported_watermark_timestamp_seconds',
    type: 'gauge',
    help: 'Up to when a location was read without a gap: all its shops, sales and clock-ins.',
    labels: ['location'],
  },
});
