import type { LocationId } from '@tillbridge/domain';
import type { Cause } from '@tillbridge/plugin-kit';
import type { Verdict } from './verdict.js';

/** After so many locations in a row without one success it is the receiver that fails, not the location. */
const LOCATIONS_IN_A_ROW = 5;
/** Tries in a row that may cost their whole time limit. */
const SLOW_IN_A_ROW = 3;

/** Decides when a call has seen enough: one bad location or day never keeps the others back, a dead receiver does. */
export interface Patience {
  note(location: LocationId, verdict: Verdict): void;
  /** Why nothing more is sent in this call; null while it goes on. */
  exhausted(): Cause | null;
}

export function patience(): Patience {
  const failing = new Set<LocationId>();
  let slow = 0;
  let cause: Cause | null = null;
  return {
    note(location, verdict) {
      if (verdict.concerns !== 'receiver' && verdict.status !== 'retry') {
        failing.clear();
        slow = 0;
        return;
      }
      failing.add(location);
      if (verdict.concerns === 'slow') slow += 1;
      const enough = verdict.concerns === 'receiver' || failing.size >= LOCATIONS_IN_A_ROW || slow >= SLOW_IN_A_ROW;
      if (enough && verdict.cause !== undefined) cause ??= verdict.cause;
    },
    exhausted: () => cause,
  };
}
