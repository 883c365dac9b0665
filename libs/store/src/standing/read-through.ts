import { sql } from 'kysely';
import { DAY, type Instant, type LocationId } from '@tillbridge/domain';
import { numberOf, numberOrNull } from '../database/dialects.js';
import type { Session } from '../database/session.js';
import { mappedToday } from '../places/mapped-today.js';

/**
 * Up to when every shop of a location was read without a gap, its clock-ins too where the connection has any. Only gaps
 * after `since` count: a backfill of an old month leaves one before it. Locations of which a shop was never read, or
 * that no shop feeds today, are absent.
 */
export async function readThrough(
  session: Session,
  { since, now }: { readonly since: Instant; readonly now: Instant },
): Promise<Map<LocationId, Instant>> {
  const shops = await shopsThrough(session, since);
  const hasShifts = new Set(shops.filter(({ stream }) => stream === 'shifts').map(({ connection }) => connection));
  const byShop = new Map(shops.map((each) => [keyOf(each), each.through]));
  const ends = new Map<LocationId, Array<Instant | undefined>>();
  for (const { connection, shop, location } of await mappedToday(session, now)) {
    const streams = hasShifts.has(connection) ? ['sales', 'shifts'] : ['sales'];
    const own = streams.map((stream) => byShop.get(keyOf({ connection, stream, shop })));
    ends.set(location, [...(ends.get(location) ?? []), ...own]);
  }
  return new Map(
    [...ends].flatMap(([location, own]) => {
      const known = own.filter((end) => end !== undefined);
      return known.length === own.length ? [[location, Math.min(...known)] as const] : [];
    }),
  );
}

interface ShopThrough {
  readonly connection: string;
  readonly stream: string;
  readonly shop: string;
  readonly through: Instant;
}

/**
 * One statement for all shops. Covers never overlap, so there is a gap where the next one does not begin at the end of
 * this one.
 */
async function shopsThrough(session: Session, since: Instant): Promise<ShopThrough[]> {
  const found = await sql<{
    connection_id: string;
    stream: string;
    shop_id: string;
    ever_from: unknown;
    ever_to: unknown;
    recent_from: unknown;
    whole_to: unknown;
  }>`
    with c as (
      select connection_id, stream, shop_id, from_at, to_at,
        lead(from_at) over (partition by connection_id, stream, shop_id order by from_at) as next_from
      from coverage)
    select connection_id, stream, shop_id, min(from_at) as ever_from, max(to_at) as ever_to,
      min(case when to_at >= ${since} then from_at end) as recent_from,
      min(case when to_at >= ${since} and (next_from is null or next_from > to_at) then to_at end) as whole_to
    from c group by connection_id, stream, shop_id`.execute(session.db);
  return found.rows.map((row) => {
    const recentFrom = numberOrNull(row.recent_from);
    const beginsWithGap = numberOf(row.ever_from) < since && recentFrom !== null && recentFrom > since;
    const whole = numberOrNull(row.whole_to) ?? numberOf(row.ever_to);
    return {
      connection: row.connection_id,
      stream: row.stream,
      shop: row.shop_id,
      through: beginsWithGap ? since : whole,
    };
  });
}

function keyOf({ connection, stream, shop }: Omit<ShopThrough, 'through'>): string {
  return JSON.stringify([connection, stream, shop]);
}

/** How far back a gap is looked for where nobody says otherwise. */
export const GAP_DEPTH = 7 * DAY;
