import { sql } from 'kysely';
import type { LocalDate, LocationId } from '@tillbridge/domain';
import { BEFORE_CONFLICT, jsonRows, lastOfEach } from '../database/dialects.js';
import type { Session } from '../database/session.js';

/** Sets how far back an output reaches; a date that was set is only ever lowered. */
export async function reachBack(
  session: Session,
  output: string,
  reach: ReadonlyArray<{ readonly location: LocationId; readonly firstDate: LocalDate }>,
): Promise<void> {
  if (reach.length === 0) return;
  const lowest = lastOfEach(
    reach.toSorted((a, b) => (a.firstDate < b.firstDate ? 1 : -1)),
    ({ location }) => location,
  );
  await sql`
    insert into reach (output_id, location_id, first_date)
    select ${output}, r.* from (${jsonRows(
      session,
      { location_id: 'text', first_date: 'text' },
      lowest.map(({ location, firstDate }) => [location, firstDate]),
    )}) as r
    ${BEFORE_CONFLICT}
    on conflict (output_id, location_id) do update set first_date = excluded.first_date
    where excluded.first_date < reach.first_date`.execute(session.db);
}

export async function reachOf(session: Session, output: string): Promise<Map<LocationId, LocalDate>> {
  const found = await sql<{ location_id: string; first_date: string }>`
    select location_id, first_date from reach where output_id = ${output}`.execute(session.db);
  return new Map(found.rows.map((row) => [row.location_id, row.first_date]));
}
