import { sql } from 'kysely';
import type { Instant } from '@tillbridge/domain';
import { numberOf } from '../database/dialects.js';
import type { Session } from '../database/session.js';

/** An output to which nothing goes until it is resumed. */
export interface OutputPause {
  readonly output: string;
  readonly reason: string;
  /** Who stopped it: a person, or `receiver` where the receiver said that it is gone. */
  readonly actor: string;
  readonly at: Instant;
}

/** One that is paused already keeps the reason and the moment of the first time; false then. */
export async function pauseOutput(session: Session, pause: OutputPause): Promise<boolean> {
  const written = await sql`
    insert into output_pause (output_id, reason, actor, at)
    values (${pause.output}, ${pause.reason}, ${pause.actor}, ${pause.at})
    on conflict (output_id) do nothing`.execute(session.db);
  return (written.numAffectedRows ?? 0n) > 0n;
}

/** False where it was not paused. */
export async function resumeOutput(session: Session, output: string): Promise<boolean> {
  const deleted = await sql`delete from output_pause where output_id = ${output}`.execute(session.db);
  return (deleted.numAffectedRows ?? 0n) > 0n;
}

/** By output; one that is absent sends. */
export async function outputPauses(session: Session): Promise<Map<string, OutputPause>> {
  const found = await sql<{ output_id: string; reason: string; actor: string; at: unknown }>`
    select output_id, reason, actor, at from output_pause order by output_id`.execute(session.db);
  return new Map(
    found.rows.map(({ output_id: output, reason, actor, at }) => [output, { output, reason, actor, at: numberOf(at) }]),
  );
}
