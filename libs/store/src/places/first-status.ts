import { sql } from 'kysely';
import type { Instant, LocationId, LocationStatus } from '@tillbridge/domain';
import { BEFORE_CONFLICT, jsonRows } from '../database/dialects.js';
import type { Session } from '../database/session.js';

/** The settings give a location its first status only; whatever was set since stands. */
export async function declareFirstStatuses(
  session: Session,
  locations: ReadonlyArray<{ readonly id: LocationId; readonly status: LocationStatus }>,
  at: Instant,
): Promise<void> {
  if (locations.length === 0) return;
  const rows = locations.map(({ id, status }) => [`settings:${id}`, id, status]);
  await sql`
    insert into status_change (id, location_id, status, effective_date, reason, actor, at)
    select r.id, r.location_id, r.status, '', 'first value', 'settings', cast(${at} as bigint)
    from (${jsonRows(session, { id: 'text', location_id: 'text', status: 'text' }, rows)}) as r
    ${BEFORE_CONFLICT}
    on conflict (id) do nothing`.execute(session.db);
}
