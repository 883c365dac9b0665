import { type Clock, SECOND, TillbridgeError } from '@tillbridge/domain';
import type { Meters } from '@tillbridge/observability';
import { type Job, slotsOfJob, type Store } from '@tillbridge/store';
import type { SyncReport } from '@tillbridge/sync';
import { SCHEDULING_METRICS } from '../metrics.js';
import { completeness } from './verdict.js';

const TASK = 'import';

/** Counts the runs of jobs. */
export class RunMeters {
  /** When the run of a connection began, by the monotonic clock. */
  private readonly beginnings = new Map<string, number>();

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly meters: Meters,
  ) {}

  running(count: number): void {
    this.meters.set(SCHEDULING_METRICS.running, { task: TASK }, count);
  }

  async begun({ id, connectionId: connection, attempts, asOf }: Job): Promise<void> {
    const now = this.clock.now();
    this.beginnings.set(connection, performance.now());
    this.meters.add(SCHEDULING_METRICS.runs, { task: TASK, connection });
    this.meters.set(SCHEDULING_METRICS.lastRun, { task: TASK, connection }, now / SECOND);
    // Only what was never begun was late: one that gave way has the time of the POS of its first working.
    const newest = attempts > 1 || asOf !== null ? undefined : (await slotsOfJob(this.store.read, id)).at(-1);
    if (newest === undefined) return;
    this.meters.observe(SCHEDULING_METRICS.lag, { task: TASK }, Math.max(0, now - newest.dueAt) / SECOND);
  }

  ended({ connectionId: connection }: Job, report: SyncReport): void {
    this.observeDuration(connection);
    if (completeness(report) === 'complete') {
      this.meters.set(SCHEDULING_METRICS.lastSuccess, { task: TASK, connection }, this.clock.now() / SECOND);
    } else {
      this.fail(connection, report.causes[0]?.code ?? 'defect');
    }
  }

  broken({ connectionId: connection }: Job, error: unknown): void {
    this.observeDuration(connection);
    this.fail(connection, error instanceof TillbridgeError ? error.code : 'defect');
  }

  private fail(connection: string, reason: string): void {
    this.meters.add(SCHEDULING_METRICS.failures, { task: TASK, connection, reason });
  }

  private observeDuration(connection: string): void {
    const began = this.beginnings.get(connection);
    if (began === undefined) return;
    this.beginnings.delete(connection);
    this.meters.observe(SCHEDULING_METRICS.duration, { task: TASK }, (performance.now() - began) / SECOND);
  }
}
