import type { LocalDate, LocationStatus } from '@tillbridge/domain';
import type { StatusChange } from '@tillbridge/store';

/** The status that holds on a date, by the history of a location, oldest first. */
export function statusOn(history: readonly StatusChange[], date: LocalDate): LocationStatus {
  return history.findLast((change) => change.effectiveDate <= date)?.status ?? 'operational';
}

/** Of the changes for one date the last holds; one that was overruled on the same date never happened. */
export function withoutOverruled(history: readonly StatusChange[]): StatusChange[] {
  return history.filter((change, index) => history[index + 1]?.effectiveDate !== change.effectiveDate);
}

/**
 * Whether a day is waived: it lies inside a non-operational interval that ended with the word that what was missed
 * stays away. Only a replay overrides it.
 */
export function isWaived(history: readonly StatusChange[], date: LocalDate): boolean {
  if (statusOn(history, date) === 'operational') return false;
  const end = withoutOverruled(history).find(
    (change) => change.effectiveDate > date && change.status === 'operational',
  );
  return end?.deliverMissed === false;
}
