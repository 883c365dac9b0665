import { sql, type RawBuilder } from 'kysely';
import type { Session } from '../database/session.js';

/**
 * Deletes a part of what was read of a connection and worked out from it: ledger, coverage, days, cells and what outputs
 * took of them. Returns how many rows of the ledger and days went; 0 when nothing is left. Called again and again, each
 * time in its own transaction: years of figures in one would hold everybody else up.
 */
export async function deleteSomeFigures(session: Session, connectionId: string, limit: number): Promise<number> {
  const days = await deleteDays(session, connectionId, limit);
  if (days > 0) return days;
  const sales = await deleteRecords(session, 'sale', connectionId, limit);
  if (sales > 0) return sales;
  const shifts = await deleteRecords(session, 'shift', connectionId, limit);
  if (shifts > 0) return shifts;
  await sql`delete from coverage where connection_id = ${connectionId}`.execute(session.db);
  await sql`delete from quarantine where connection_id = ${connectionId}`.execute(session.db);
  await sql`delete from reach where location_id in (${locationsIn(connectionId)})`.execute(session.db);
  return 0;
}

function locationsIn(connectionId: string): RawBuilder<unknown> {
  return sql`select id from location where connection_id = ${connectionId}`;
}

async function deleteDays(session: Session, connectionId: string, limit: number): Promise<number> {
  const found = await sql<{ location_id: string; date: string }>`
    select location_id, date from location_day where location_id in (${locationsIn(connectionId)})
    order by location_id, date limit ${limit}`.execute(session.db);
  // A day at a time, by the primary key of every table.
  for (const { location_id: location, date } of found.rows) {
    for (const table of ['sent_hour', 'delivery', 'cell_revision', 'cell', 'location_day']) {
      await sql`delete from ${sql.table(table)} where location_id = ${location} and date = ${date}`.execute(session.db);
    }
  }
  return found.rows.length;
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
