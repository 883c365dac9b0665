import { sql } from 'kysely';
import type { Figures, Instant, LocalDate, LocationId } from '@tillbridge/domain';
import { BEFORE_CONFLICT, jsonRows, numberOf, numberOrNull } from '../database/dialects.js';
import type { Session } from '../database/session.js';
import type { LocationDayKey } from '../places/location-day-key.js';
import { keyRows } from '../tally/location-days.js';

/** An hour that went to an output which adds repeated hours: it must never go twice. */
export interface SentHour extends Figures {
  readonly location: LocationId;
  readonly date: LocalDate;
  readonly minuteOfDay: number;
  readonly revision: number;
}

export async function sentHours(
  session: Session,
  output: string,
  keys: readonly LocationDayKey[],
): Promise<SentHour[]> {
  const found = await sql<{
    location_id: string;
    date: string;
    minute_of_day: unknown;
    sales: string;
    transactions: unknown;
    items: string;
    staff_seconds: unknown;
    revision: unknown;
  }>`
    select s.location_id, s.date, s.minute_of_day, s.sales, s.transactions, s.items, s.staff_seconds, s.revision
    from sent_hour s
    join (${keyRows(session, keys)}) as k on k.location_id = s.location_id and k.date = s.date
    where s.output_id = ${output} order by s.location_id, s.date, s.minute_of_day`.execute(session.db);
  return found.rows.map((row) => ({
    location: row.location_id,
    date: row.date,
    minuteOfDay: numberOf(row.minute_of_day),
    sales: row.sales,
    transactions: numberOf(row.transactions),
    items: row.items,
    staffSeconds: numberOrNull(row.staff_seconds),
    revision: numberOf(row.revision),
  }));
}

export async function saveSentHours(
  session: Session,
  output: string,
  hours: readonly SentHour[],
  at: Instant,
): Promise<void> {
  if (hours.length === 0) return;
  const rows = hours.map((hour) => [
    hour.location,
    hour.date,
    hour.minuteOfDay,
    hour.sales,
    hour.transactions,
    hour.items,
    hour.staffSeconds,
    hour.revision,
  ]);
  await sql`
    insert into sent_hour (output_id, location_id, date, minute_of_day, sales, transactions, items, staff_seconds,
                           revision, at)
    select ${output}, r.*, cast(${at} as bigint)
    from (${jsonRows(
      session,
      {
        location_id: 'text',
        date: 'text',
        minute_of_day: 'integer',
        sales: 'decimal',
        transactions: 'integer',
        items: 'decimal',
        staff_seconds: 'integer',
        revision: 'integer',
      },
      rows,
    )}) as r
    ${BEFORE_CONFLICT}
    on conflict (output_id, location_id, date, minute_of_day) do nothing`.execute(session.db);
}

/** Of days that have gone whole since, to an output that overwrites: what stands there is their acknowledged revision. */
export async function forgetSentHours(
  session: Session,
  output: string,
  keys: readonly LocationDayKey[],
): Promise<void> {
  if (keys.length === 0) return;
  await sql`
    delete from sent_hour where output_id = ${output} and (location_id, date) in (
      select k.location_id, k.date from (${keyRows(session, keys)}) as k)`.execute(session.db);
}
