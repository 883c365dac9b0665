import { type Clock, SECOND } from '@tillbridge/domain';
import type { MetricSource, Meters } from '@tillbridge/observability';
import type { Settings } from '@tillbridge/settings';
import type { Store } from '@tillbridge/store';
import { SCHEDULING_METRICS } from '../metrics.js';
import { scheduleStatus } from './schedule-status.js';

/** When each connection that is read by itself is due next; none for one that is paused or deleted. */
export class ScheduleMetrics implements MetricSource {
  readonly metrics = [SCHEDULING_METRICS.nextRun];

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly settings: Pick<Settings, 'connections'>,
  ) {}

  async collect(meters: Pick<Meters, 'set'>): Promise<void> {
    for (const { connection, nextDue } of await scheduleStatus(this.store, {
      settings: this.settings,
      clock: this.clock,
    })) {
      if (nextDue !== null) meters.set(SCHEDULING_METRICS.nextRun, { task: 'import', connection }, nextDue / SECOND);
    }
  }
}
