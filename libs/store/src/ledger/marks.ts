import { sql } from 'kysely';
import { booleanOf } from '../database/dialects.js';
import type { Session } from '../database/session.js';
import { type LedgerPart, liesIn, tableOf } from './ledger-part.js';

export interface LedgerMark {
  readonly hash: string;
  readonly shop: string;
  readonly missing: boolean;
}

/**
 * The live records of a slice by id. A read compares its answers with them; those that it does not see may have been
 * deleted.
 */
export async function marksOf(session: Session, part: LedgerPart): Promise<Map<string, LedgerMark>> {
  const found = await sql<{ pos_id: string; hash: string; shop_id: string; missing: unknown }>`
    select pos_id, hash, shop_id, missing from ${tableOf(part.stream)} where ${liesIn(session, part)}`.execute(
    session.db,
  );
  return new Map(
    found.rows.map((row) => [row.pos_id, { hash: row.hash, shop: row.shop_id, missing: booleanOf(row.missing) }]),
  );
}
