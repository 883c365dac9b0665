import type { Cover, Instant, Interval } from '@tillbridge/domain';

/**
 * Up to when a shop was read without a gap; null when it never was. A gap counts from `since` on: a person who reads
 * today by hand after an outage must not hide the days between, and a backfill of an old month leaves none.
 */
export function readUpTo(recent: readonly Cover[], ever: Interval | undefined, since: Instant): Instant | null {
  if (ever === undefined) return null;
  if (recent.length === 0) return ever.to;
  let reached: Instant | null = ever.from < since ? since : null;
  for (const cover of recent) {
    if (reached !== null && cover.from > reached) return reached;
    reached = Math.max(reached ?? cover.to, cover.to);
  }
  return reached;
}
