import type { Clock, Instant } from '@tillbridge/domain';
import type { Standing, StandingSource } from '@tillbridge/observability';
import { causeOf } from '@tillbridge/plugin-kit';
import type { Settings } from '@tillbridge/settings';
import { type ConnectionStanding, connectionStandings, type LastRun, lastRuns, type Store } from '@tillbridge/store';
import type { ImportOutcome } from '../jobs/import-steps.js';
import { scheduleStatus } from './schedule-status.js';

export interface HealthScope {
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: Pick<Settings, 'connections'>;
}

/** How connections stand, for `/health/details`. */
export function connectionHealth(scope: HealthScope): StandingSource {
  return {
    name: 'connections',
    read: async () => {
      const due = new Map((await scheduleStatus(scope.store, scope)).map((each) => [each.connection, each.nextDue]));
      const runs = await lastRuns(scope.store.read);
      return (await connectionStandings(scope.store.read)).map((connection) =>
        connectionStanding(connection, runs.get(connection.id), due.get(connection.id) ?? null),
      );
    },
  };
}

function connectionStanding(connection: ConnectionStanding, run: LastRun | undefined, due: Instant | null): Standing {
  const { id, authorization, authorizationAt } = connection;
  if (!connection.active) return { id, status: 'up', state: 'paused' };
  if (authorization !== 'valid') {
    const reason = connection.cause === null ? null : (causeOf(JSON.parse(connection.cause))?.message ?? null);
    return {
      id,
      status: 'degraded',
      state: 'not_authorized',
      ...(reason === null ? {} : { reason }),
      ...(authorizationAt === null ? {} : { since: authorizationAt }),
    };
  }
  const next = run?.notBefore ?? due;
  const nextTry = next === null ? {} : { nextTry: next };
  const reason = run === undefined ? null : failureOf(run);
  if (reason === null) return { id, status: 'up', state: run === undefined ? 'never_read' : 'active', ...nextTry };
  const since = run?.finishedAt ?? null;
  return { id, status: 'degraded', state: 'failing', reason, ...(since === null ? {} : { since }), ...nextTry };
}

/** Null where the run did all that it was asked for. */
function failureOf({ state, outcome }: LastRun): string | null {
  if (state === 'failed') return outcome;
  const cause = (JSON.parse(outcome) as ImportOutcome).sync.causes[0];
  return cause === undefined ? null : `${cause.code}: ${cause.message}`;
}
