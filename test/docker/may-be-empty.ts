/**
 * What has nothing to tell in a demonstration where all is well, and why: the one list against which a live scrape is held.
 * Whatever is not named here must show something.
 */
export const EMPTY_METRICS: Readonly<Record<string, string>> = {
  tillbridge_task_failures_total: 'no run has failed',
  tillbridge_task_skipped_total: 'no run was skipped',
  tillbridge_pos_request_failures_total: 'no question to the POS has failed',
  tillbridge_pos_records_quarantined_total: 'every record could be read',
  tillbridge_oauth_refreshes_total: 'a token is renewed when it is about to end',
  tillbridge_oauth_refresh_failures_total: 'no renewal has failed',
  tillbridge_delivery_failures_total: 'no delivery has failed',
  tillbridge_delivery_queue_oldest_timestamp_seconds: 'absent while nothing waits',
  tillbridge_metric_source_failures_total: 'every metric could be read',
  tillbridge_audit_events_total: 'nobody has changed anything',
  tillbridge_task_last_success_timestamp_seconds: 'until the first import has ended',
  tillbridge_tally_cells_restated_total: 'no figure was corrected',
};

/** By board and title; a query that asks only for metrics above may be empty without being named. */
export const EMPTY_PANELS: Readonly<Record<string, string>> = {
  'Tillbridge / Fleet / Late locations': 'no location is late',
  'Tillbridge / Fleet / Alerts': 'nothing fires',
  'Tillbridge / Pipeline / Failed runs': 'no run has failed',
  'Tillbridge / Pipeline / Skipped': 'no run was skipped',
  'Tillbridge / Pipeline / Failed requests': 'no question to the POS has failed',
  'Tillbridge / Pipeline / Token refreshes': 'a token is renewed when it is about to end',
  'Tillbridge / Pipeline / Failed attempts': 'no delivery has failed',
  'Tillbridge / Pipeline / Share that fails': 'no delivery has failed',
  'Tillbridge / Pipeline / Longest wait': 'nothing waits',
  'Tillbridge / Host and security / Scrapes': 'every metric could be read',
  'Tillbridge / Host and security / Changes by people': 'nobody has changed anything',
};
