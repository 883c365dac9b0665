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

/**
 * Panels by board and title, and recorded rules. A query that asks only for metrics above may be empty without being
 * named.
 */
export const EMPTY_ANSWERS: Readonly<Record<string, string>> = {
  'Tillbridge / Fleet / Late locations': 'no location is late',
  'connection:tillbridge_reading_overdue_seconds:max': 'no location is late',
  'connection:tillbridge_import_failures:increase65m': 'no import has failed',
  'Tillbridge / Fleet / Alerts': 'nothing fires',
  'output:tillbridge_delivery_failures:ratio_rate30m': 'nothing was handed to an output since the first scrape',
  'Tillbridge / Pipeline / Share that fails': 'nothing was handed to an output since the first scrape',
  'connection:tillbridge_pos_request_failures:ratio_rate30m': 'nothing was asked of the POS since the first scrape',
  'Tillbridge / Pipeline / Failed requests': 'nothing was asked of the POS since the first scrape',
  'Tillbridge / Pipeline / Token refreshes': 'a token is renewed when it is about to end',
};
