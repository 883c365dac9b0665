import { defineMetrics } from '@tillbridge/observability';

export const OAUTH_METRICS = defineMetrics({
  refreshes: {
    name: 'tillbridge_oauth_refreshes_total',
    type: 'counter',
    help: 'Times that a new access token was asked for.',
    labels: ['connection'],
  },
  failures: {
    name: 'tillbridge_oauth_refresh_failures_total',
    type: 'counter',
    help: 'Times that none was given, by the code of the cause.',
    labels: ['connection', 'reason'],
    values: { reason: ['auth.revoked', 'settings.invalid', 'upstream.unavailable', 'defect'] },
  },
  expiry: {
    name: 'tillbridge_oauth_token_expiry_timestamp_seconds',
    type: 'gauge',
    help: 'When the access token of a connection runs out; it is renewed by itself.',
    labels: ['connection'],
  },
});
