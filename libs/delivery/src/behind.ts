import type { Instant, LocalDate, LocationId } from '@tillbridge/domain';
import type { DayAtOutput, StatusChange } from '@tillbridge/store';
import { LONGEST } from './retry-delay.js';
import { isWaived, statusOn } from './status.js';

export interface BehindScope {
  readonly histories: ReadonlyMap<LocationId, readonly StatusChange[]>;
  /** Today's date at each location. */
  readonly today: ReadonlyMap<LocationId, LocalDate>;
  readonly now: Instant;
}

/** What keeps a day that an output lacks from going out now. */
export type KeptBack = 'not_operational' | 'waived' | 'waiting';

/** Null when it goes. A replay overrides a waiver, never the status of today. */
export function keptBack(scope: BehindScope, day: DayAtOutput): KeptBack | null {
  const history = scope.histories.get(day.location) ?? [];
  const today = scope.today.get(day.location) ?? day.date;
  if (statusOn(history, today) !== 'operational') return 'not_operational';
  if (day.delivery?.resendWanted !== true && isWaived(history, day.date)) return 'waived';
  const next = day.delivery?.nextAttemptAt ?? null;
  // One further away than any wait comes from a clock that was set back.
  return next !== null && next > scope.now && next <= scope.now + 2 * LONGEST ? 'waiting' : null;
}

/** Those that are operational today, and the others. A location without a zone has no days. */
export function byStatus(
  locations: readonly LocationId[],
  { histories, today }: BehindScope,
): [LocationId[], LocationId[]] {
  const isOpen = (location: LocationId): boolean => {
    const date = today.get(location);
    return date === undefined || statusOn(histories.get(location) ?? [], date) === 'operational';
  };
  return [locations.filter(isOpen), locations.filter((location) => !isOpen(location))];
}
