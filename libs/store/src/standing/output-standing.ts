import { sql } from 'kysely';
import type { Instant, LocalDate, LocationId } from '@tillbridge/domain';
import { isOneOf, jsonRows, numberOf, numberOrNull } from '../database/dialects.js';
import type { Session } from '../database/session.js';

/** What one output has of one location, and what it lacks. */
export interface OutputStanding {
  readonly output: string;
  readonly location: LocationId;
  /** Days that it lacks. */
  readonly lacking: number;
  /** Days that it refuses for good. */
  readonly dead: number;
  /** The first day within reach that it never took anything of. */
  readonly firstNeverTaken: LocalDate | null;
  /** End of the last cell that it took before that day. */
  readonly knownTo: Instant | null;
  /** Since when the figures stand that it lacks of the oldest such day. */
  readonly waitingSince: Instant | null;
}

export interface StandingWanted {
  readonly outputs: ReadonlyArray<{ readonly id: string; readonly hash: string }>;
  readonly locations: readonly LocationId[];
  /** Days that stay away on purpose: `from` is included, `to` is not. */
  readonly waived: ReadonlyArray<{ readonly location: LocationId; readonly from: LocalDate; readonly to: LocalDate }>;
}

/** One statement for all of them; a location without a folded day within reach is absent. */
export async function outputStandings(session: Session, wanted: StandingWanted): Promise<OutputStanding[]> {
  const found = await sql<StandingRow>`
    with ${outputRows(session, wanted)}, ${waivedRows(session, wanted)},
    day as (
      select r.output_id, r.location_id, d.date, v.acked_revision,
        case when v.dead_revision = d.revision and (v.dead_hash is null or v.dead_hash = o.hash) then 1 else 0 end as is_dead,
        case when (v.acked_revision is null or v.acked_revision < d.revision or v.acked_hash <> o.hash
                   or v.resend_wanted)
                  and (v.dead_revision is null or v.dead_revision <> d.revision or v.dead_hash <> o.hash)
             then 1 else 0 end as is_lacking
      from reach r
      join wanted_output o on o.output_id = r.output_id
      join location_day d on d.location_id = r.location_id and d.date >= r.first_date and d.revision > 0
      left join delivery v on v.output_id = r.output_id and v.location_id = r.location_id and v.date = d.date
      where r.location_id ${isOneOf(session, wanted.locations)}
        and not exists (select 1 from waived w
                        where w.location_id = d.location_id and d.date >= w.from_date and d.date < w.to_date)),
    place as (
      select output_id, location_id, sum(is_lacking) as lacking, sum(is_dead) as dead,
        min(case when acked_revision is null then date end) as first_never,
        min(case when is_lacking = 1 then date end) as oldest
      from day group by output_id, location_id)
    select p.output_id, p.location_id, p.lacking, p.dead, p.first_never,
      (select v.acked_to from delivery v
       where v.output_id = p.output_id and v.location_id = p.location_id and v.acked_to is not null
         and (p.first_never is null or v.date < p.first_never)
       order by v.date desc limit 1) as known_to,
      (select min(h.at) from cell_revision h
       where h.location_id = p.location_id and h.date = p.oldest
         and h.revision > coalesce((select v.acked_revision from delivery v
                                    where v.output_id = p.output_id and v.location_id = p.location_id
                                      and v.date = p.oldest), 0)) as waiting_since
    from place p order by p.output_id, p.location_id`.execute(session.db);
  return found.rows.map(standingOf);
}

function outputRows(session: Session, { outputs }: StandingWanted) {
  const rows = outputs.map(({ id, hash }) => [id, hash]);
  return sql`wanted_output as (${jsonRows(session, { output_id: 'text', hash: 'text' }, rows)})`;
}

/** As the rows of a `with`, one for each span. */
export function waivedRows(session: Session, { waived }: Pick<StandingWanted, 'waived'>) {
  const rows = waived.map(({ location, from, to }) => [location, from, to]);
  const columns = { location_id: 'text', from_date: 'text', to_date: 'text' } as const;
  return sql`waived as (${jsonRows(session, columns, rows)})`;
}

interface StandingRow {
  readonly output_id: string;
  readonly location_id: string;
  readonly lacking: unknown;
  readonly dead: unknown;
  readonly first_never: string | null;
  readonly known_to: unknown;
  readonly waiting_since: unknown;
}

function standingOf(row: StandingRow): OutputStanding {
  return {
    output: row.output_id,
    location: row.location_id,
    lacking: numberOf(row.lacking),
    dead: numberOf(row.dead),
    firstNeverTaken: row.first_never,
    knownTo: numberOrNull(row.known_to),
    waitingSince: numberOrNull(row.waiting_since),
  };
}
