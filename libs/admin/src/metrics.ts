import { defineMetrics } from '@tillbridge/observability';

export const ADMIN_METRICS = defineMetrics({
  apiRequests: {
    name: 'tillbridge_api_requests_total',
    type: 'counter',
    help: 'Requests to the HTTP API, by route and status code.',
    labels: ['route', 'code'],
  },
  apiRequestDuration: {
    name: 'tillbridge_api_request_duration_seconds',
    type: 'histogram',
    help: 'How long requests to the HTTP API took.',
    labels: ['route'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
  },
  auditEvents: {
    name: 'tillbridge_audit_events_total',
    type: 'counter',
    help: 'Changes that people and receivers made, by action.',
    labels: ['action'],
  },
});
