import { sql } from 'kysely';
import type { Instant, LocalDate, LocationId, LocationStatus } from '@tillbridge/domain';
import { booleanOf, isOneOf, numberOf, truth } from '../database/dialects.js';
import type { Session } from '../database/session.js';

export interface StatusChange {
  readonly id: string;
  readonly location: LocationId;
  readonly status: LocationStatus;
  /** First local date for which it holds. */
  readonly effectiveDate: LocalDate;
  readonly reason: string;
  readonly actor: string;
  /** For a change back to operational: whether the days of the interval before go out after all. */
  readonly deliverMissed: boolean | null;
  readonly at: Instant;
}

export async function addStatusChange(session: Session, change: StatusChange): Promise<void> {
  const missed = change.deliverMissed === null ? sql`null` : truth(session, change.deliverMissed);
  await sql`
    insert into status_change (id, location_id, status, effective_date, reason, actor, deliver_missed, at)
    values (${change.id}, ${change.location}, ${change.status}, ${change.effectiveDate}, ${change.reason},
            ${change.actor}, ${missed}, ${change.at})`.execute(session.db);
}

/** The history of every location, or of some, oldest first. */
export async function statusChanges(
  session: Session,
  locations?: readonly LocationId[],
): Promise<Map<LocationId, StatusChange[]>> {
  const only = locations === undefined ? sql`` : sql`where location_id ${isOneOf(session, [...new Set(locations)])}`;
  const found = await sql<{
    id: string;
    location_id: string;
    status: string;
    effective_date: string;
    reason: string;
    actor: string;
    deliver_missed: unknown;
    at: unknown;
  }>`select id, location_id, status, effective_date, reason, actor, deliver_missed, at from status_change
     ${only} order by location_id, effective_date, at, id`.execute(session.db);
  const histories = new Map<LocationId, StatusChange[]>();
  for (const row of found.rows) {
    const history = histories.get(row.location_id) ?? [];
    history.push({
      id: row.id,
      location: row.location_id,
      status: row.status as LocationStatus,
      effectiveDate: row.effective_date,
      reason: row.reason,
      actor: row.actor,
      deliverMissed: row.deliver_missed === null ? null : booleanOf(row.deliver_missed),
      at: numberOf(row.at),
    });
    histories.set(row.location_id, history);
  }
  return histories;
}
