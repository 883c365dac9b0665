import type { Cover, Instant, Interval } from '@tillbridge/domain';

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
