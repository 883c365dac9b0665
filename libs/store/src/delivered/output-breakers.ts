import { sql } from 'kysely';
import type { Instant, LocationId } from '@tillbridge/domain';
import { numberOf, numberOrNull } from '../database/dialects.js';
import type { Session } from '../database/session.js';

/** What the last batches said of the receiver of an output. There is no row where the last batch was taken. */
export interface OutputBreaker {
  readonly output: string;
  /** Batches in a row of which it took nothing. */
  readonly failures: number;
  /** Those that failed, as many as matter. */
  readonly locations: readonly LocationId[];
  /** Since when nothing goes but a probe; null while failures are only counted. */
  readonly openedAt: Instant | null;
  /** When the next probe may go; null while it is not open. */
  readonly nextProbeAt: Instant | null;
  /** JSON of the last cause. */
  readonly cause: string;
}

export async function breakerOf(session: Session, output: string): Promise<OutputBreaker | null> {
  return (await outputBreakers(session)).get(output) ?? null;
}

/** By output. */
export async function outputBreakers(session: Session): Promise<Map<string, OutputBreaker>> {
  const found = await sql<BreakerRow>`
    select output_id, failures, locations, opened_at, next_probe_at, cause
    from output_breaker order by output_id`.execute(session.db);
  return new Map(found.rows.map((row) => [row.output_id, breakerFrom(row)]));
}

export async function saveBreaker(session: Session, breaker: OutputBreaker): Promise<void> {
  const { output, failures, openedAt, nextProbeAt, cause } = breaker;
  const locations = JSON.stringify(breaker.locations);
  await sql`
    insert into output_breaker (output_id, failures, locations, opened_at, next_probe_at, cause)
    values (${output}, ${failures}, ${locations}, ${openedAt}, ${nextProbeAt}, ${cause})
    on conflict (output_id) do update set
      failures = excluded.failures, locations = excluded.locations, opened_at = excluded.opened_at,
      next_probe_at = excluded.next_probe_at, cause = excluded.cause`.execute(session.db);
}

/** Called when a batch was taken, nothing is owed any more, or a person has stopped or resumed the output. */
export async function forgetBreaker(session: Session, output: string): Promise<void> {
  await sql`delete from output_breaker where output_id = ${output}`.execute(session.db);
}

/** Lets the next probe of an open breaker go at `at`, because a person asks. */
export async function probeAt(session: Session, output: string, at: Instant): Promise<void> {
  await sql`
    update output_breaker set next_probe_at = ${at}
    where output_id = ${output} and opened_at is not null`.execute(session.db);
}

interface BreakerRow {
  readonly output_id: string;
  readonly failures: unknown;
  readonly locations: string;
  readonly opened_at: unknown;
  readonly next_probe_at: unknown;
  readonly cause: string;
}

function breakerFrom(row: BreakerRow): OutputBreaker {
  return {
    output: row.output_id,
    failures: numberOf(row.failures),
    locations: JSON.parse(row.locations) as LocationId[],
    openedAt: numberOrNull(row.opened_at),
    nextProbeAt: numberOrNull(row.next_probe_at),
    cause: row.cause,
  };
}
