/** Names of what a daemon exports, without the prefix; a histogram also has its three series. */
const GAUGES_AND_COUNTERS = `
build_info config_info state_store_up state_store_size_bytes
task_runs_total task_failures_total task_skipped_total task_last_run_timestamp_seconds
task_last_success_timestamp_seconds task_next_run_timestamp_seconds task_running
pos_requests_total pos_request_failures_total pos_rate_limit_remaining pos_rate_limit_wait_seconds_total
pos_records_total pos_records_quarantined_total quarantined_records
oauth_token_expiry_timestamp_seconds oauth_refreshes_total oauth_refresh_failures_total
connection_authorized connection_active connection_info location_info location_operational
imported_watermark_timestamp_seconds delivered_watermark_timestamp_seconds delivery_deadline_timestamp_seconds
tally_cells_written_total tally_cells_restated_total
delivery_attempts_total delivery_failures_total delivery_cells_total delivery_queue_items
delivery_queue_oldest_timestamp_seconds delivery_dead_items delivery_held_items output_paused
clock_skew_seconds api_requests_total audit_events_total plugin_info plugin_up log_messages_total
metric_source_failures_total`;

const HISTOGRAMS = `
task_duration_seconds schedule_lag_seconds pos_request_duration_seconds delivery_duration_seconds
api_request_duration_seconds`;

/** Of prom-client. */
const OF_THE_PROCESS = `
process_cpu_seconds_total process_resident_memory_bytes process_start_time_seconds process_open_fds process_max_fds
nodejs_eventloop_lag_p99_seconds nodejs_heap_size_used_bytes nodejs_heap_size_total_bytes nodejs_external_memory_bytes`;

export const EXPORTED: ReadonlySet<string> = new Set([
  ...words(GAUGES_AND_COUNTERS).map((name) => `tillbridge_${name}`),
  ...words(HISTOGRAMS).flatMap((name) => ['bucket', 'sum', 'count'].map((part) => `tillbridge_${name}_${part}`)),
  ...words(OF_THE_PROCESS),
]);

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
