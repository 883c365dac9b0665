import { type RawBuilder, sql } from 'kysely';
import type { Interval } from '@tillbridge/domain';
import { isOneOf } from '../database/dialects.js';
import type { Session } from '../database/session.js';

export type LedgerStream = 'sales' | 'shifts';

/** A part of the ledger: the records of some shops whose stream's field lies in `[from, to)`. */
export interface LedgerPart extends Interval {
  readonly connectionId: string;
  readonly stream: LedgerStream;
  readonly shops: readonly string[];
}

export function tableOf(stream: LedgerStream): RawBuilder<unknown> {
  return sql.table(stream === 'sales' ? 'sale' : 'shift');
}

/** The column by which a stream is cut into slices. */
export function fieldOf(stream: LedgerStream): RawBuilder<unknown> {
  return sql.ref(stream === 'sales' ? 'completed_at' : 'start_at');
}

/** The live records of a part. */
export function liesIn(session: Session, part: LedgerPart): RawBuilder<unknown> {
  const field = fieldOf(part.stream);
  return sql`connection_id = ${part.connectionId} and shop_id ${isOneOf(session, part.shops)}
    and ${field} >= ${part.from} and ${field} < ${part.to} and deleted_at is null`;
}
