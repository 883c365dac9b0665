import { randomUUID } from 'node:crypto';
import { type Clock, DAY, HOUR, type Instant, MINUTE, type TimeZone } from '@tillbridge/domain';
import type { ConnectionSettings, ScheduleSettings, Settings } from '@tillbridge/settings';
import {
  bindSlots,
  deleteSlots,
  dueSlots,
  insertJob,
  insertSlots,
  lastSlots,
  pruneJobs,
  pruneSlots,
  rebindSlots,
  type ScheduledConnection,
  scheduledConnections,
  type Slot,
  slotsAfter,
  type Store,
  type StoredSlot,
  unfinishedSlotJobs,
} from '@tillbridge/store';
import { IMPORT, type ImportRequest } from '../jobs/import-request.js';
import { urgencyOf, urgencyOfDepth } from '../jobs/urgency.js';
import { deepest } from './depth.js';
import { planSlots } from './slot-plan.js';

/** Name of whoever asked for the jobs of slots. */
export const SCHEDULE = 'schedule';

const KEPT = 35 * DAY;

/** How far the clocks of replicas may differ: a slot that one has just taken is not yet due by the clock of another. */
const CLOCKS_APART = 5 * MINUTE;

export interface SlotJob {
  readonly connectionId: string;
  /** The slots that it serves, in order of time. */
  readonly slots: readonly StoredSlot[];
}

/** Whether a connection is read by itself, by the settings and by what was changed since. */
export function isRead(connection: ConnectionSettings, known: ScheduledConnection | undefined): boolean {
  return known?.active ?? connection.active;
}

/** The zone in which a schedule counts. */
export function zoneOf(schedule: ScheduleSettings, known: ScheduledConnection | undefined): TimeZone {
  return ('timeZone' in schedule ? schedule.timeZone : undefined) ?? known?.timeZone ?? 'UTC';
}

/**
 * Writes the slots of every connection before they are due, and turns those that are due into jobs. Many processes may
 * do this at once: each due time is there once, and goes to one job.
 */
export class SlotBook {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly settings: Pick<Settings, 'connections'>,
  ) {}

  /** Writes the slots that are missing, and takes out future ones that the schedule does not have (any more). */
  async keep(): Promise<void> {
    const now = this.clock.now();
    const known = await scheduledConnections(this.store.read);
    const ids = this.settings.connections.map(({ id }) => id);
    const last = await lastSlots(this.store.read, ids, now);
    const planned = this.settings.connections
      .filter((connection) => isRead(connection, known.get(connection.id)))
      .flatMap(({ id, schedule }): Slot[] =>
        planSlots({ schedule, zone: zoneOf(schedule, known.get(id)), previous: last.get(id) ?? null, now }).map(
          (slot) => ({ connectionId: id, ...slot }),
        ),
      );
    const wanted = new Map(planned.map((slot) => [keyOf(slot), slot]));
    const future = await slotsAfter(this.store.read, now);
    const wrong = future.filter((slot) => wanted.get(keyOf(slot))?.depth !== slot.depth || isFromWrongClock(slot, now));
    const there = new Set(future.filter((slot) => !wrong.includes(slot)).map(keyOf));
    const missing = planned.filter((slot) => !there.has(keyOf(slot)));
    if (wrong.length === 0 && missing.length === 0) return;
    await this.store.transaction(null, async (session) => {
      await deleteSlots(session, wrong);
      await insertSlots(session, missing);
    });
  }

  /**
   * One job for each connection with a slot that is due, for all its slots that nobody has served. While the job of an
   * earlier one is open, a slot waits for it, unless that reads deeper and so gives way: runs are never stacked.
   */
  async takeDue(): Promise<{ readonly jobs: readonly SlotJob[]; readonly waiting: readonly Slot[] }> {
    const now = this.clock.now();
    const due = await dueSlots(this.store.read, now);
    if (due.length === 0) return { jobs: [], waiting: [] };
    const known = await scheduledConnections(this.store.read);
    const open = await unfinishedSlotJobs(this.store.read);
    const dueOf = Map.groupBy(due, ({ connectionId }) => connectionId);
    const read = this.settings.connections.filter(
      (connection) => dueOf.has(connection.id) && isRead(connection, known.get(connection.id)),
    );
    const isHeld = ({ id }: ConnectionSettings): boolean => waitsFor(dueOf.get(id) ?? [], open.get(id) ?? []);
    const free = read.filter((connection) => !isHeld(connection));
    // After the machine has slept, the missed slots must be written to share this run, and the next slot to follow it
    // at once.
    if (free.length > 0) await this.keep();
    const jobs: SlotJob[] = [];
    for (const { id } of free) {
      const slots = await this.jobFor(id, now);
      if (slots.length > 0) jobs.push({ connectionId: id, slots });
    }
    const held = new Set(read.filter(isHeld).map(({ id }) => id));
    return { jobs, waiting: due.filter(({ connectionId }) => held.has(connectionId)) };
  }

  /** Deletes slots and jobs that are over since five weeks. */
  async prune(): Promise<void> {
    const before = this.clock.now() - KEPT;
    await this.store.transaction(null, async (session) => {
      await pruneSlots(session, before);
      // Afterwards, so that no slot looks for its job in vain.
      await pruneJobs(session, before - HOUR);
    });
  }

  private async jobFor(connectionId: string, now: Instant): Promise<StoredSlot[]> {
    return this.store.transaction(null, async (session) => {
      const own = randomUUID();
      const slots = await bindSlots(session, { connectionId, jobId: own, now });
      if (slots.length === 0) return [];
      const id = await insertJob(session, {
        id: own,
        kind: IMPORT,
        connectionId,
        request: JSON.stringify(slotRequest(connectionId, slots)),
        requestedBy: SCHEDULE,
        requestedAt: now,
      });
      // It joined one that somebody else asked for and nobody has begun.
      if (id !== own) await rebindSlots(session, own, id);
      return slots;
    });
  }
}

function slotRequest(connection: string, slots: readonly StoredSlot[]): ImportRequest {
  const depth = deepest(slots.map((slot) => slot.depth));
  return { connection, deliver: false, from: null, to: null, acceptVanished: false, depth };
}

/** Whether slots wait for one of the jobs that slots before them are with. */
function waitsFor(slots: readonly Slot[], requests: readonly string[]): boolean {
  const urgency = urgencyOfDepth(deepest(slots.map(({ depth }) => depth)));
  return requests.some((request) => urgencyOf({ request }) <= urgency);
}

/** A slot that is far from due, but taken: it was taken by a clock that was ahead. */
function isFromWrongClock(slot: StoredSlot, now: Instant): boolean {
  return (slot.jobId !== null || slot.servedAt !== null) && slot.dueAt > now + CLOCKS_APART;
}

function keyOf({ connectionId, dueAt }: Pick<Slot, 'connectionId' | 'dueAt'>): string {
  return `${connectionId} ${dueAt}`;
}
