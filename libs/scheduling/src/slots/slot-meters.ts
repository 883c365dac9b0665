import type { Meters } from '@tillbridge/observability';
import { SCHEDULING_METRICS } from '../metrics.js';
import type { SlotJob } from './slot-book.js';

const TASK = 'import';

/** Counts due times that got no run of their own. */
export class SlotMeters {
  /** By connection: how many slots fell due while a run was under way. */
  private readonly heldUp = new Map<string, Set<number>>();
  /** By connection: the newest slot that a run was begun for. A run that failed leaves its slots to the next one. */
  private readonly begun = new Map<string, number>();

  constructor(private readonly meters: Meters) {}

  /** Slots that wait for the run of an earlier one. */
  waiting(slots: ReadonlyArray<{ readonly connectionId: string; readonly dueAt: number }>): void {
    for (const { connectionId, dueAt } of slots) {
      const known = this.heldUp.get(connectionId) ?? new Set();
      if (!known.has(dueAt)) this.meters.add(SCHEDULING_METRICS.skipped, { task: TASK, reason: 'running' });
      this.heldUp.set(connectionId, known.add(dueAt));
    }
  }

  /** All slots of a job but one share its run; of those, some were counted when they had to wait. */
  taken(jobs: readonly SlotJob[]): void {
    for (const { connectionId, slots } of jobs) {
      const counted = this.heldUp.get(connectionId) ?? new Set();
      this.heldUp.delete(connectionId);
      const begun = this.begun.get(connectionId) ?? -Infinity;
      const missed = slots.slice(0, -1).filter(({ dueAt }) => dueAt > begun && !counted.has(dueAt)).length;
      this.begun.set(connectionId, Math.max(begun, slots.at(-1)?.dueAt ?? begun));
      if (missed > 0) this.meters.add(SCHEDULING_METRICS.skipped, { task: TASK, reason: 'missed' }, missed);
    }
  }
}
