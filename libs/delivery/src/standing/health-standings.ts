import type { Standing, StandingSource } from '@tillbridge/observability';
import { type Cause } from '@tillbridge/plugin-kit';
import { type LastFailure, lastFailures, type Store } from '@tillbridge/store';
import type { DeliveryState, LocationState, OutputState, StandingsReader } from './delivery-standings.js';

/** How outputs and locations stand, for `/health/details`. */
export function deliveryHealth(store: Store, standings: StandingsReader): readonly StandingSource[] {
  return [
    {
      name: 'outputs',
      read: async () => {
        const { outputs, deliveries } = await standings.read();
        const failures = await lastFailures(store.read);
        return outputs.map((output) => {
          const own = deliveries.filter((delivery) => delivery.output.id === output.id);
          return outputStanding(output, own, failures.get(output.id));
        });
      },
    },
    {
      name: 'locations',
      read: async () => (await standings.read()).locations.map(locationStanding),
    },
  ];
}

function outputStanding(
  { id, pause, isHeld }: OutputState,
  deliveries: readonly DeliveryState[],
  failure: LastFailure | undefined,
): Standing {
  if (pause !== null) return { id, status: 'degraded', state: 'paused', reason: pause.reason, since: pause.at };
  if (isHeld) return { id, status: 'degraded', state: 'held', reason: 'It waits for the approval of its preview.' };
  if (failure !== undefined) {
    const { nextAttemptAt } = failure;
    const state = nextAttemptAt === null ? 'dead' : 'failing';
    const told = { id, status: 'degraded', state, reason: reasonOf(failure) } as const;
    return nextAttemptAt === null ? told : { ...told, nextTry: nextAttemptAt };
  }
  const isLacking = deliveries.some(({ location, lacking }) => location.status === 'operational' && lacking > 0);
  return { id, status: 'up', state: isLacking ? 'delivering' : 'delivered' };
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
