import { sql } from 'kysely';
import type { TimeZone } from '@tillbridge/domain';
import { booleanOf, truth } from '../database/dialects.js';
import type { Session } from '../database/session.js';

/** What the store knows of whether and in which zone a connection is read by itself. */
export interface ScheduledConnection {
  /** False once it was paused or deleted. */
  readonly active: boolean;
  readonly isDeleted: boolean;
  /**
   * The zone of most shops of the account; of two equally frequent ones that of the lowest shop id. Null while no shop
   * was read.
   */
  readonly timeZone: TimeZone | null;
}

/** By connection; one that is absent was never read nor changed, and stands as the settings say. */
export async function scheduledConnections(session: Session): Promise<Map<string, ScheduledConnection>> {
  const found = await sql<{ id: string; active: unknown; deleted_at: unknown }>`
    select id, active, deleted_at from connection`.execute(session.db);
  const zones = await sql<{ connection_id: string; time_zone: string }>`
    select connection_id, time_zone from shop
    where listed = ${truth(session, true)} and archived = ${truth(session, false)} and time_zone is not null
    group by connection_id, time_zone
    order by connection_id, count(*), min(length(pos_id)) desc, min(pos_id) desc`.execute(session.db);
  const zoneOf = new Map(zones.rows.map((row) => [row.connection_id, row.time_zone]));
  return new Map(
    found.rows.map((row) => {
      const isDeleted = row.deleted_at !== null;
      return [row.id, { active: booleanOf(row.active) && !isDeleted, isDeleted, timeZone: zoneOf.get(row.id) ?? null }];
    }),
  );
}
