/**
 * Records that the POS no longer shows. A read that did not see a live record marks it missing once the POS no longer
 * answers for it; only the end of a window turns missing records into tombstones.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Instant, Interval } from '@tillbridge/domain';
import { booleanOf, isOneOf, numberOf, numberOrNull, truth, type Session } from '../database/session.js';
import type { Position, RecordChange } from './change.js';
import { salePosition } from './sale-ledger.js';
import { shiftPosition } from './shift-ledger.js';

export type LedgerStream = 'sales' | 'shifts';

/** A part of the ledger: the records of some shops whose stream's field lies in `[from, to)`. */
export interface LedgerPart extends Interval {
  readonly connectionId: string;
  readonly stream: LedgerStream;
  readonly shops: readonly string[];
}

export interface LedgerMark {
  readonly hash: string;
  readonly shop: string;
  readonly missing: boolean;
}

function tableOf(stream: LedgerStream): RawBuilder<unknown> {
  return sql.table(stream === 'sales' ? 'sale' : 'shift');
}

function fieldOf(stream: LedgerStream): RawBuilder<unknown> {
  return sql.ref(stream === 'sales' ? 'completed_at' : 'start_at');
}

function lies(session: Session, part: LedgerPart): RawBuilder<unknown> {
  const field = fieldOf(part.stream);
  return sql`connection_id = ${part.connectionId} and shop_id ${isOneOf(session, part.shops)}
    and ${field} >= ${part.from} and ${field} < ${part.to} and deleted_at is null`;
}

/** The live records of a slice by id: what a read compares with, and whatever it does not see is a candidate. */
export async function marksOf(session: Session, part: LedgerPart): Promise<Map<string, LedgerMark>> {
  const found = await sql<{ pos_id: string; hash: string; shop_id: string; missing: unknown }>`
    select pos_id, hash, shop_id, missing from ${tableOf(part.stream)} where ${lies(session, part)}`.execute(
    session.db,
  );
  return new Map(
    found.rows.map((row) => [row.pos_id, { hash: row.hash, shop: row.shop_id, missing: booleanOf(row.missing) }]),
  );
}

export async function markMissing(
  session: Session,
  part: Pick<LedgerPart, 'connectionId' | 'stream'>,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update ${tableOf(part.stream)} set missing = ${truth(session, true)}
    where connection_id = ${part.connectionId} and pos_id ${isOneOf(session, ids)}`.execute(session.db);
}

export interface ShopPresence {
  readonly shop: string;
  readonly live: number;
  readonly missing: number;
}

/** How many live records each shop has in a window and how many of them are missing: what the guard judges. */
export async function presenceOf(session: Session, part: LedgerPart): Promise<ShopPresence[]> {
  const found = await sql<{ shop_id: string; live: unknown; missing: unknown }>`
    select shop_id, count(*) as live, sum(case when missing then 1 else 0 end) as missing
    from ${tableOf(part.stream)} where ${lies(session, part)} group by shop_id order by shop_id`.execute(session.db);
  return found.rows.map((row) => ({ shop: row.shop_id, live: numberOf(row.live), missing: numberOf(row.missing) }));
}

/** Turns the missing records of a window into tombstones and tells where they stood. */
export async function tombstoneMissing(
  session: Session,
  part: LedgerPart,
  now: { readonly at: Instant; readonly longest: number },
): Promise<RecordChange[]> {
  const start = fieldOf(part.stream);
  const end = part.stream === 'sales' ? sql.ref('completed_at') : sql.ref('end_at');
  const gone = await sql<{ pos_id: string; shop_id: string; starts: unknown; ends: unknown }>`
    update ${tableOf(part.stream)} set deleted_at = ${now.at}, missing = ${truth(session, false)}
    where ${lies(session, part)} and missing
    returning pos_id, shop_id, ${start} as starts, ${end} as ends`.execute(session.db);
  return gone.rows.map((row) => ({
    id: row.pos_id,
    isNew: false,
    before: positionOf(part.stream, row, now.longest),
    after: null,
  }));
}

function positionOf(
  stream: LedgerStream,
  row: { readonly shop_id: string; readonly starts: unknown; readonly ends: unknown },
  longest: number,
): Position | null {
  if (stream === 'sales') return salePosition(row.shop_id, numberOrNull(row.starts));
  return shiftPosition({ shop: row.shop_id, start: numberOf(row.starts), end: numberOrNull(row.ends) }, longest);
}
