import { sql } from 'kysely';
import { type Cover, coverWith, DAY, type Instant, type Interval, settled } from '@tillbridge/domain';
import { isOneOf, jsonRows, numberOf } from '../database/dialects.js';
import type { Session } from '../database/session.js';
import type { LedgerPart, LedgerStream } from './ledger-part.js';

/** What was read of each shop within `[from, to)`, in order. Shops of which nothing was read are absent. */
export async function coverageOf(session: Session, part: LedgerPart): Promise<Map<string, Cover[]>> {
  const found = await sql<{ shop_id: string; from_at: unknown; to_at: unknown; as_of: unknown }>`
    select shop_id, from_at, to_at, as_of from coverage
    where connection_id = ${part.connectionId} and stream = ${part.stream}
      and shop_id ${isOneOf(session, part.shops)} and to_at >= ${part.from} and from_at <= ${part.to}
    order by shop_id, from_at`.execute(session.db);
  const covers = new Map<string, Cover[]>();
  for (const row of found.rows) {
    const list = covers.get(row.shop_id) ?? [];
    list.push({ from: numberOf(row.from_at), to: numberOf(row.to_at), asOf: numberOf(row.as_of) });
    covers.set(row.shop_id, list);
  }
  return covers;
}

/** How far before a part older covers are joined that need not be told apart any more. Milliseconds. */
const SETTLING = 2 * DAY;

/**
 * Writes a slice that was read to its end for all shops of the part; covers never overlap. With `settlesAfter`, the
 * milliseconds after a cover's end in which somebody may still ask whether it was read later, older neighbours become
 * one.
 */
export async function writeCoverage(
  session: Session,
  part: LedgerPart,
  asOf: Instant,
  settlesAfter?: number,
): Promise<void> {
  const wide = settlesAfter === undefined ? part : { ...part, from: part.from - SETTLING };
  const before = await coverageOf(session, wide);
  const rows = part.shops.flatMap((shop) => {
    const covers = coverWith(before.get(shop) ?? [], { from: part.from, to: part.to, asOf });
    const kept = settlesAfter === undefined ? covers : settled(covers, settlesAfter);
    return kept.map((cover) => [shop, cover.from, cover.to, cover.asOf]);
  });
  await sql`
    delete from coverage
    where connection_id = ${part.connectionId} and stream = ${part.stream}
      and shop_id ${isOneOf(session, part.shops)}
      and to_at >= ${wide.from} and from_at <= ${wide.to}`.execute(session.db);
  await sql`
    insert into coverage (connection_id, stream, shop_id, from_at, to_at, as_of)
    select ${part.connectionId}, ${part.stream}, r.* from (${jsonRows(
      session,
      { shop_id: 'text', from_at: 'bigint', to_at: 'bigint', as_of: 'bigint' },
      rows,
    )}) as r`.execute(session.db);
}

/**
 * Ends at `now` whatever is said to be read as of later than `latest`, a moment that no clock has reached yet, and tells
 * by shop what is taken back.
 */
export async function endCoverageAhead(
  session: Session,
  connectionId: string,
  { latest, now }: { readonly latest: Instant; readonly now: Instant },
): Promise<Array<Interval & { readonly shop: string }>> {
  const ahead = sql`connection_id = ${connectionId} and as_of > ${latest}`;
  const found = await sql<{ shop_id: string; last: unknown }>`
    select shop_id, max(to_at) as last from coverage where ${ahead} group by shop_id`.execute(session.db);
  // Each run asks; hardly any finds something.
  if (found.rows.length === 0) return [];
  await sql`delete from coverage where ${ahead} and from_at >= ${now}`.execute(session.db);
  await sql`
    update coverage set to_at = case when to_at > ${now} then ${now} else to_at end, as_of = ${now}
    where ${ahead}`.execute(session.db);
  return found.rows
    .map((row) => ({ shop: row.shop_id, from: now, to: numberOf(row.last) }))
    .filter(({ to }) => to > now);
}

/**
 * By shop, from the first to the last instant that was ever read of a stream; gaps between them do not show. Shops of
 * which nothing was read are absent.
 */
export async function coverageBounds(
  session: Session,
  part: { readonly connectionId: string; readonly stream: LedgerStream; readonly shops: readonly string[] },
): Promise<Map<string, Interval>> {
  const found = await sql<{ shop_id: string; first: unknown; last: unknown }>`
    select shop_id, min(from_at) as first, max(to_at) as last from coverage
    where connection_id = ${part.connectionId} and stream = ${part.stream}
      and shop_id ${isOneOf(session, part.shops)}
    group by shop_id`.execute(session.db);
  return new Map(found.rows.map((row) => [row.shop_id, { from: numberOf(row.first), to: numberOf(row.last) }]));
}
