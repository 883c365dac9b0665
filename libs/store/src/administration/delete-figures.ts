import { sql, type RawBuilder } from 'kysely';
import { numberOf } from '../database/dialects.js';
import type { Session } from '../database/session.js';

/**
 * Deletes a part of what was read of a connection and worked out from it: ledger, coverage, days, cells and what
 * outputs took of the days. Returns how many days or records went; 0 when nothing is left. Call it until then, each
 * time in a transaction of its own: years of figures in one would hold everybody else up. The coverage goes with the
 * first part: left beside half a ledger, it would make hours without a sale of deleted ones (I7).
 */
export async function deleteSomeFigures(session: Session, connectionId: string, limit: number): Promise<number> {
  await sql`delete from coverage where connection_id = ${connectionId}`.execute(session.db);
  const days = await deleteDays(session, connectionId, limit);
  if (days > 0) return days;
  const sales = await deleteRecords(session, 'sale', connectionId, limit);
  if (sales > 0) return sales;
  const shifts = await deleteRecords(session, 'shift', connectionId, limit);
  if (shifts > 0) return shifts;
  await sql`delete from quarantine where connection_id = ${connectionId}`.execute(session.db);
  await sql`delete from reach where location_id in (${locationsIn(connectionId)})`.execute(session.db);
  return 0;
}

function locationsIn(connectionId: string): RawBuilder<unknown> {
  return sql`select id from location where connection_id = ${connectionId}`;
}

async function deleteDays(session: Session, connectionId: string, limit: number): Promise<number> {
  const found = await sql<{ location_id: string; date: string; revision: unknown }>`
    select location_id, date, revision from location_day where location_id in (${locationsIn(connectionId)})
    order by location_id, date limit ${limit}`.execute(session.db);
  await raiseFloors(session, found.rows);
  // A day at a time, by the primary key of every table. What an output that adds was sent stays on record: should the
  // connection come back, it would be added a second time.
  for (const { location_id: location, date } of found.rows) {
    for (const table of ['delivery', 'cell_revision', 'cell', 'location_day']) {
      await sql`delete from ${sql.table(table)} where location_id = ${location} and date = ${date}`.execute(session.db);
    }
  }
  return found.rows.length;
}

/** Outputs may have taken these revisions: figures that are read again one day go on from there (I3). */
async function raiseFloors(
  session: Session,
  days: ReadonlyArray<{ readonly location_id: string; readonly revision: unknown }>,
): Promise<void> {
  const floors = new Map<string, number>();
  for (const { location_id: location, revision } of days) {
    floors.set(location, Math.max(floors.get(location) ?? 0, numberOf(revision)));
  }
  for (const [location, floor] of floors) {
    await sql`
      update location set revision_floor = ${floor} where id = ${location} and revision_floor < ${floor}`.execute(
      session.db,
    );
  }
}

async function deleteRecords(
  session: Session,
  table: 'sale' | 'shift',
  connectionId: string,
  limit: number,
): Promise<number> {
  const deleted = await sql`
    delete from ${sql.table(table)} where connection_id = ${connectionId}
      and pos_id in (select pos_id from ${sql.table(table)} where connection_id = ${connectionId} limit ${limit})`.execute(
    session.db,
  );
  return Number(deleted.numAffectedRows ?? 0n);
}
