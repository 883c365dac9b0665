import { sql } from 'kysely';
import type { LocalDate, LocationId, LocationStatus } from '@tillbridge/domain';
import { BEFORE_CONFLICT, jsonRows, lastOfEach, numberOf } from '../database/dialects.js';
import type { Session } from '../database/session.js';

/** What the settings say of a location of a connection. */
export interface DeclaredLocation {
  readonly id: LocationId;
  readonly shop: string;
  readonly name: string | null;
  readonly region: string | null;
  readonly currency: string | null;
  /** JSON of the tally rules for days that were never folded. */
  readonly rules: string;
  /** First value only: afterwards the store wins. */
  readonly status: LocationStatus;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

export async function declareLocations(
  session: Session,
  connectionId: string,
  locations: readonly DeclaredLocation[],
): Promise<void> {
  const rows = lastOfEach(locations, ({ id }) => id).map(({ id, name, region, currency, rules }) => [
    id,
    name,
    region,
    currency,
    rules,
  ]);
  await sql`
    insert into location (connection_id, id, name, region, currency, rules)
    select ${connectionId}, r.* from (${jsonRows(
      session,
      { id: 'text', name: 'text', region: 'text', currency: 'text', rules: 'text' },
      rows,
    )}) as r
    ${BEFORE_CONFLICT}
    on conflict (id) do update set connection_id = excluded.connection_id, name = excluded.name,
      region = excluded.region, currency = excluded.currency, rules = excluded.rules`.execute(session.db);
}

export interface LocationRow {
  readonly id: LocationId;
  readonly connectionId: string;
  readonly name: string | null;
  readonly region: string | null;
  readonly currency: string | null;
  readonly rules: string;
  /** The highest revision of days that were deleted: new days begin above it. */
  readonly revisionFloor: number;
}

export async function locationsOf(session: Session): Promise<LocationRow[]> {
  const found = await sql<{
    id: string;
    connection_id: string;
    name: string | null;
    region: string | null;
    currency: string | null;
    rules: string;
    revision_floor: unknown;
  }>`select id, connection_id, name, region, currency, rules, revision_floor from location order by id`.execute(
    session.db,
  );
  return found.rows.map(({ connection_id: connectionId, revision_floor: floor, ...row }) => ({
    ...row,
    connectionId,
    revisionFloor: numberOf(floor),
  }));
}
