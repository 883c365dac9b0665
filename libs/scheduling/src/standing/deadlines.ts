import { HOUR, type Instant, MINUTE, SECOND, type TimeZone } from '@tillbridge/domain';
import type { StandingsReader } from '@tillbridge/delivery';
import type { MetricSource } from '@tillbridge/observability';
import type { ScheduleSettings, Settings } from '@tillbridge/settings';
import { scheduledConnections, type Store } from '@tillbridge/store';
import { dueAfter } from '../due.js';
import { SCHEDULING_METRICS } from '../metrics.js';
import { zoneOf } from '../slots/slot-book.js';

/** How long one run may take, from its due time to the acknowledgement of what it read. */
const PATIENCE = 10 * MINUTE;

/** No grain is coarser. Minutes. */
const WHOLE_HOUR = 60;

export interface DeadlineFacts {
  /** Up to when the output has every hour of the location. */
  readonly deliveredTo: Instant;
  /** What goes out next, at the least. Minutes. */
  readonly grain: number;
  readonly schedule: ScheduleSettings;
  readonly zone: TimeZone;
}

/**
 * By when the next hour must have been delivered. The run that should bring it may fail, but then the one after it must
 * bring it. Where that one is more than an hour away, the deadline is an hour after the first instead: so a daily feed
 * is late in the morning already, and never by day.
 */
export function deadlineOf({ deliveredTo, grain, schedule, zone }: DeadlineFacts): Instant {
  const due = dueAfter(schedule, zone, deliveredTo + grain * MINUTE - 1);
  const next = dueAfter(schedule, zone, due);
  return due + Math.min(next - due, HOUR) + PATIENCE;
}

export interface DeadlineScope {
  readonly store: Store;
  readonly settings: Pick<Settings, 'connections'>;
  readonly standings: StandingsReader;
}

/** The deadlines as gauges. Nothing is late that a person has stopped, or that no shop feeds. */
export function deadlineSources(scope: DeadlineScope): Readonly<Record<string, MetricSource>> {
  const { deadline } = SCHEDULING_METRICS;
  return {
    deadlines: {
      metrics: [deadline],
      collect: async (meters) => {
        const deadlineFor = await deadlinesOf(scope);
        for (const { location, output, deliveredTo } of (await scope.standings.read()).deliveries) {
          const { id, connection, status, grain, isFed } = location;
          const stopped = status !== 'operational' || !connection.active || output.isHeld || output.pause !== null;
          if (stopped || !isFed || deliveredTo === null) continue;
          const next = output.takesWholeHours ? WHOLE_HOUR : grain;
          const at = deadlineFor(connection.id, deliveredTo, next);
          if (at !== null) meters.set(deadline, { location: id, output: output.id }, at / SECOND);
        }
      },
    },
  };
}

type DeadlineFor = (connection: string, deliveredTo: Instant, grain: number) => Instant | null;

/** Most locations of a connection have the same: each is worked out once. Null for one that no settings name. */
async function deadlinesOf({ store, settings }: DeadlineScope): Promise<DeadlineFor> {
  const known = await scheduledConnections(store.read);
  const schedules = new Map(settings.connections.map(({ id, schedule }) => [id, schedule]));
  const worked = new Map<string, Instant>();
  return (connection, deliveredTo, grain) => {
    const schedule = schedules.get(connection);
    if (schedule === undefined) return null;
    const key = [connection, deliveredTo, grain].join('\n');
    const zone = zoneOf(schedule, known.get(connection));
    const at = worked.get(key) ?? deadlineOf({ deliveredTo, grain, schedule, zone });
    worked.set(key, at);
    return at;
  };
}
