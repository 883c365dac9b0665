import { sql } from 'kysely';
import type { LocalDate, LocationId } from '@tillbridge/domain';
import { BEFORE_CONFLICT, isOneOf, jsonRows, numberOf } from '../database/dialects.js';
import type { Session } from '../database/session.js';
import { dayKey, type LocationDayKey } from '../places/location-day-key.js';

export interface LocationDayRow extends LocationDayKey {
  readonly ledgerVersion: number;
  readonly foldedVersion: number;
  readonly revision: number;
  readonly trigger: string;
  /** JSON of the rules it folds by; empty until its first fold. */
  readonly rules: string;
  readonly timeZone: string;
  /** JSON of what the fold left out. */
  readonly notes: string;
}

/** Why a figure changed. Coverage alone never hides a stronger reason. */
export type Trigger =
  | 'coverage'
  | 'sale.new'
  | 'sale.changed'
  | 'sale.deleted'
  | 'shift.new'
  | 'shift.changed'
  | 'shift.deleted'
  | 'mapping'
  | 'zone';

/**
 * Raises the ledger version of each day once, in the transaction that changed what it is folded from (I1). Sorted, so
 * that two writers never wait for each other crosswise.
 */
export async function raiseLedgerVersions(
  session: Session,
  days: ReadonlyArray<LocationDayKey & { readonly trigger: Trigger }>,
): Promise<void> {
  const strongest = new Map<string, readonly [LocationId, LocalDate, Trigger]>();
  for (const { location, date, trigger } of days) {
    const key = dayKey({ location, date });
    const known = strongest.get(key);
    if (known === undefined || known[2] === 'coverage') strongest.set(key, [location, date, trigger]);
  }
  if (strongest.size === 0) return;
  const rows = [...strongest].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  await sql`
    insert into location_day (location_id, date, trigger, ledger_version, folded_version, revision, rules, time_zone, notes)
    select r.location_id, r.date, r.trigger, 1, 0, 0, '', '', ''
    from (${jsonRows(session, { location_id: 'text', date: 'text', trigger: 'text' }, rows)}) as r
    ${BEFORE_CONFLICT} order by r.location_id, r.date
    on conflict (location_id, date) do update set
      trigger = case
        when excluded.trigger = 'coverage' and location_day.ledger_version <> location_day.folded_version
        then location_day.trigger else excluded.trigger end,
      ledger_version = location_day.ledger_version + 1`.execute(session.db);
}

/** The days of some locations whose fold is behind the ledger, oldest first. */
export async function daysToFold(
  session: Session,
  wanted: { readonly locations: readonly LocationId[]; readonly limit: number },
): Promise<LocationDayKey[]> {
  const found = await sql<{ location_id: string; date: string }>`
    select location_id, date from location_day
    where ledger_version <> folded_version and location_id ${isOneOf(session, wanted.locations)}
    order by location_id, date limit ${wanted.limit}`.execute(session.db);
  return found.rows.map((row) => ({ location: row.location_id, date: row.date }));
}

/** Locations of which a day's fold is behind the ledger. */
export async function locationsBehindLedger(session: Session): Promise<Set<LocationId>> {
  const found = await sql<{ location_id: string }>`
    select distinct location_id from location_day where ledger_version <> folded_version`.execute(session.db);
  return new Set(found.rows.map((row) => row.location_id));
}

/** Reads the days and locks them until the commit (I2). */
export async function lockDays(session: Session, keys: readonly LocationDayKey[]): Promise<LocationDayRow[]> {
  const lock = session.dialect === 'postgresql' ? sql`for update of d` : sql``;
  const found = await sql<DayRow>`
    select d.* from location_day d
    join (${keyRows(session, keys)}) as k on k.location_id = d.location_id and k.date = d.date
    order by d.location_id, d.date ${lock}`.execute(session.db);
  return found.rows.map(dayOfRow);
}

/** The days of a window of local dates, both included; all locations where none is named. */
export async function daysBetween(
  session: Session,
  wanted: { readonly from: LocalDate; readonly to: LocalDate; readonly locations?: readonly LocationId[] },
): Promise<LocationDayRow[]> {
  const only = wanted.locations === undefined ? sql`` : sql`and location_id ${isOneOf(session, wanted.locations)}`;
  const found = await sql<DayRow>`
    select * from location_day where date >= ${wanted.from} and date <= ${wanted.to} ${only}
    order by location_id, date`.execute(session.db);
  return found.rows.map(dayOfRow);
}

export interface FoldedDay extends LocationDayKey {
  readonly foldedVersion: number;
  readonly revision: number;
  readonly rules: string;
  readonly timeZone: string;
  readonly notes: string;
}

export async function saveFoldedDays(session: Session, days: readonly FoldedDay[]): Promise<void> {
  if (days.length === 0) return;
  const rows = days.map((day) => [
    day.location,
    day.date,
    day.foldedVersion,
    day.revision,
    day.rules,
    day.timeZone,
    day.notes,
  ]);
  await sql`
    update location_day set folded_version = r.folded_version, revision = r.revision, rules = r.rules,
      time_zone = r.time_zone, notes = r.notes
    from (${jsonRows(
      session,
      {
        location_id: 'text',
        date: 'text',
        folded_version: 'integer',
        revision: 'integer',
        rules: 'text',
        time_zone: 'text',
        notes: 'text',
      },
      rows,
    )}) as r
    where location_day.location_id = r.location_id and location_day.date = r.date`.execute(session.db);
}

/** Every date for which a location has a day. */
export async function datesOfLocation(session: Session, location: LocationId): Promise<LocalDate[]> {
  const found = await sql<{ date: string }>`
    select date from location_day where location_id = ${location} order by date`.execute(session.db);
  return found.rows.map((row) => row.date);
}

export function keyRows(session: Session, keys: readonly LocationDayKey[]): ReturnType<typeof jsonRows> {
  return jsonRows(
    session,
    { location_id: 'text', date: 'text' },
    keys.map(({ location, date }) => [location, date]),
  );
}

interface DayRow {
  readonly location_id: string;
  readonly date: string;
  readonly ledger_version: unknown;
  readonly folded_version: unknown;
  readonly revision: unknown;
  readonly trigger: string;
  readonly rules: string;
  readonly time_zone: string;
  readonly notes: string;
}

function dayOfRow(row: DayRow): LocationDayRow {
  return {
    location: row.location_id,
    date: row.date,
    ledgerVersion: numberOf(row.ledger_version),
    foldedVersion: numberOf(row.folded_version),
    revision: numberOf(row.revision),
    trigger: row.trigger,
    rules: row.rules,
    timeZone: row.time_zone,
    notes: row.notes,
  };
}
