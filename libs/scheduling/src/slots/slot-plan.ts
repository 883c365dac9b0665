import { DAY, type Instant, MINUTE, type TimeZone } from '@tillbridge/domain';
import type { ScheduleSettings } from '@tillbridge/settings';
import type { Depth } from '@tillbridge/sync';
import { dueAfter } from '../due.js';
import { depthOf } from './depth.js';

/** Slots that were missed longer ago are not written: what they would have read, the catch-up run reads anyway. */
const MISSED_FOR = 2 * DAY;

/** How long before they are due slots are written; the next one always is. */
const AHEAD = 10 * MINUTE;

export interface PlannedSlot {
  readonly dueAt: Instant;
  readonly depth: Depth;
}

export interface SlotFacts {
  readonly schedule: ScheduleSettings;
  readonly zone: TimeZone;
  /** The last slot that was due by now; null for a connection that never had one. */
  readonly previous: Instant | null;
  readonly now: Instant;
}

/**
 * The slots that a connection must have from its last one on: those missed while nobody worked, those soon due, and the
 * next. A new connection has one at once: whoever sets it up should not wait for the hour.
 */
export function planSlots({ schedule, zone, previous, now }: SlotFacts): PlannedSlot[] {
  const first = Math.floor(now / MINUTE) * MINUTE;
  const slots: PlannedSlot[] = previous === null ? [{ dueAt: first, depth: 'hourly' }] : [];
  let before = previous ?? first;
  let due = dueAfter(schedule, zone, Math.max(before, now - MISSED_FOR));
  for (;;) {
    slots.push({ dueAt: due, depth: depthOf(due, before, zone) });
    before = due;
    due = dueAfter(schedule, zone, due);
    if (before > now && due > now + AHEAD) return slots;
  }
}
