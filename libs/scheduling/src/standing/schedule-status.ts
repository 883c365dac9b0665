import type { Clock, Instant, TimeZone } from '@tillbridge/domain';
import type { ScheduleSettings, Settings } from '@tillbridge/settings';
import { type JobState, openJobs, scheduledConnections, slotSummaries, type Store } from '@tillbridge/store';
import { dueAfter } from '../due.js';
import type { ImportRequest } from '../jobs/import-request.js';
import { isRead, zoneOf } from '../slots/slot-book.js';

export interface ConnectionSchedule {
  readonly connection: string;
  readonly label: string;
  /** False while it is paused: nothing is due then. */
  readonly active: boolean;
  readonly schedule: ScheduleSettings;
  /** In which the times of the schedule count. */
  readonly timeZone: TimeZone;
  /** Due time of the last slot that was read completely; null before the first. */
  readonly lastServed: Instant | null;
  /** Null while it is not active. */
  readonly nextDue: Instant | null;
  /** Due times that are over and not read completely yet, without those whose run is under way or waits. */
  readonly missed: number;
  readonly openJobs: readonly OpenJob[];
}

export interface OpenJob {
  readonly id: string;
  readonly state: JobState;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly request: ImportRequest;
  readonly attempts: number;
  /** Of one that waits to be tried again. */
  readonly notBefore: Instant | null;
}

/**
 * Where the schedule of each connection of the settings stands, without deleted ones: they have none until somebody
 * connects them again. Only looks, so it works beside a daemon.
 */
export async function scheduleStatus(
  store: Store,
  { settings, clock }: { readonly settings: Pick<Settings, 'connections'>; readonly clock: Clock },
): Promise<ConnectionSchedule[]> {
  const now = clock.now();
  const known = await scheduledConnections(store.read);
  const living = settings.connections.filter(({ id }) => known.get(id)?.isDeleted !== true);
  const ids = living.map(({ id }) => id);
  const summaries = await slotSummaries(store.read, ids, now);
  const slots = new Map(summaries.map((summary) => [summary.connectionId, summary]));
  const jobs = Map.groupBy(await openJobs(store.read), ({ connectionId }) => connectionId);
  return living.map((connection) => {
    const { id, label, schedule } = connection;
    const active = isRead(connection, known.get(id));
    const timeZone = zoneOf(schedule, known.get(id));
    const summary = slots.get(id);
    return {
      connection: id,
      label,
      active,
      schedule,
      timeZone,
      lastServed: summary?.lastServed ?? null,
      // Worked out where no daemon has written it yet.
      nextDue: active ? (summary?.nextDue ?? dueAfter(schedule, timeZone, now)) : null,
      missed: active ? (summary?.missed ?? 0) : 0,
      openJobs: (jobs.get(id) ?? []).map((job) => ({
        id: job.id,
        state: job.state,
        requestedBy: job.requestedBy,
        requestedAt: job.requestedAt,
        request: JSON.parse(job.request) as ImportRequest,
        attempts: job.attempts,
        notBefore: job.notBefore,
      })),
    };
  });
}
