import type { Standing, StandingSource } from '@tillbridge/observability';
import type { Cause } from '@tillbridge/plugin-kit';
import { type LastFailure, lastFailures, type OutputBreaker, outputBreakers, type Store } from '@tillbridge/store';
import type { DeliveryState, OutputState, StandingsReader } from './delivery-standings.js';
import type { LocationState } from './places.js';

/** How outputs and locations stand, for `/health/details`. */
export function deliveryHealth(store: Store, standings: StandingsReader): readonly StandingSource[] {
  return [
    {
      name: 'outputs',
      read: async () => {
        const { outputs, locations: all, deliveries, waived } = await standings.read();
        const locations = all.filter(({ status }) => status === 'operational').map(({ id }) => id);
        const failures = await lastFailures(store.read, { locations, waived });
        const breakers = await outputBreakers(store.read);
        return outputs.map((output) => {
          const own = deliveries.filter((delivery) => delivery.output.id === output.id);
          const failure = failures.get(output.id);
          if (failure === undefined || !isSent(output)) return outputStanding(output, own);
          return failingStanding(output.id, failure, breakers.get(output.id) ?? null);
        });
      },
    },
    {
      name: 'locations',
      read: async () => (await standings.read()).locations.map(locationStanding),
    },
  ];
}

/** Whether anything is meant to go to it now. */
function isSent({ pause, isHeld }: OutputState): boolean {
  return pause === null && !isHeld;
}

function outputStanding({ id, pause, isHeld }: OutputState, deliveries: readonly DeliveryState[]): Standing {
  if (pause !== null) return { id, status: 'degraded', state: 'paused', reason: pause.reason, since: pause.at };
  if (isHeld) return { id, status: 'degraded', state: 'held', reason: 'It waits for the approval of its preview.' };
  const isLacking = deliveries.some(({ location, lacking }) => location.status === 'operational' && lacking > 0);
  return { id, status: 'up', state: isLacking ? 'delivering' : 'delivered' };
}

/** Since when is known of a receiver that counts as down; of days that failed one by one nobody keeps the first. */
function failingStanding(id: string, failure: LastFailure, breaker: OutputBreaker | null): Standing {
  const { nextAttemptAt: nextTry } = failure;
  const since = breaker?.openedAt ?? null;
  return {
    id,
    status: 'degraded',
    state: nextTry === null ? 'dead' : 'failing',
    reason: reasonOf(failure),
    ...(since === null ? {} : { since }),
    ...(nextTry === null ? {} : { nextTry }),
  };
}

function reasonOf({ cause }: LastFailure): string {
  const { code, message } = (JSON.parse(cause) ?? { code: 'plugin.defect', message: '' }) as Cause;
  return `${code}: ${message}`;
}

/** A location that a person has closed is well: nothing of it is meant to go out. */
function locationStanding({ id, status, change, isFed }: LocationState): Standing {
  if (!isFed) return { id, status: 'up', state: 'not_fed', reason: 'No shop feeds it today.' };
  const known = { id, status: 'up', state: status } as const;
  if (change === null) return known;
  return { ...known, ...(change.reason === '' ? {} : { reason: change.reason }), since: change.at };
}
