/**
 * How a record is taken back. One that the POS no longer answers for is marked missing and stays live; only the end of a
 * window turns what is missing into tombstones, and tells where they stood.
 */
import { sql } from 'kysely';
import type { Instant } from '@tillbridge/domain';
import { isOneOf, numberOf, numberOrNull, truth } from '../database/dialects.js';
import type { Session } from '../database/session.js';
import type { Position, RecordChange } from './change.js';
import { fieldOf, type LedgerPart, type LedgerStream, liesIn, tableOf } from './ledger-part.js';
import { salePosition } from './sale-ledger.js';
import { shiftPosition } from './shift-ledger.js';

type RecordsOf = Pick<LedgerPart, 'connectionId' | 'stream'>;

export async function markMissing(session: Session, of: RecordsOf, ids: readonly string[]): Promise<void> {
  await setMissing(session, of, { ids, missing: true });
}

/** Of records that are there and cannot be read: what is known of them stays. One that can be read is saved instead. */
export async function markPresent(session: Session, of: RecordsOf, ids: readonly string[]): Promise<void> {
  await setMissing(session, of, { ids, missing: false });
}

async function setMissing(
  session: Session,
  { connectionId, stream }: RecordsOf,
  { ids, missing }: { readonly ids: readonly string[]; readonly missing: boolean },
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update ${tableOf(stream)} set missing = ${truth(session, missing)}
    where connection_id = ${connectionId} and pos_id ${isOneOf(session, ids)}`.execute(session.db);
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
    from ${tableOf(part.stream)} where ${liesIn(session, part)} group by shop_id order by shop_id`.execute(session.db);
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
    where ${liesIn(session, part)} and missing
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
