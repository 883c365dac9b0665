import type { Cover, Instant, Interval } from '@tillbridge/domain';
import { coverageBounds, coverageOf, type LedgerStream, type Session } from '@tillbridge/store';

/**
 * Up to when a shop was read without a gap. Null when it never was, or not as far back as `since`: a first read that
 * was broken off has read the newest days alone.
 *
 * Only gaps after `since` count. The days that an outage has left out must show although a person has read today by
 * hand; the gap that a backfill of an old month leaves must not.
 */
export function readUpTo(recent: readonly Cover[], ever: Interval | undefined, since: Instant): Instant | null {
  if (ever === undefined || ever.from > since) return null;
  if (recent.length === 0) return ever.to;
  let reached = since;
  for (const cover of recent) {
    if (cover.from > reached) return reached;
    reached = Math.max(reached, cover.to);
  }
  return reached;
}

export interface CoverageWanted {
  readonly connectionId: string;
  readonly shops: readonly string[];
  /** How far back gaps count. */
  readonly since: Instant;
  readonly now: Instant;
}

/** Of each stream, the end of what was read of the least-read shop; null where there is no shop, or one was never read. */
export async function coveredTo(
  session: Session,
  wanted: CoverageWanted,
): Promise<Record<LedgerStream, Instant | null>> {
  return { sales: await leastRead(session, wanted, 'sales'), shifts: await leastRead(session, wanted, 'shifts') };
}

async function leastRead(
  session: Session,
  { connectionId, shops, since, now }: CoverageWanted,
  stream: LedgerStream,
): Promise<Instant | null> {
  const part = { connectionId, stream, shops };
  const ever = await coverageBounds(session, part);
  const recent = await coverageOf(session, { ...part, from: since, to: now });
  const ends = shops.map((shop) => readUpTo(recent.get(shop) ?? [], ever.get(shop), since));
  return ends.length === 0 || ends.includes(null) ? null : Math.min(...ends.filter((end) => end !== null));
}
