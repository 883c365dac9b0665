import { type Cover, covers, DAY, type Instant, type Interval } from '@tillbridge/domain';
import type { ProvenPart } from './slice-coverage.js';
import type { StreamWindow } from './window.js';

/**
 * Parts of a window, each at most `longest` and none across a UTC midnight, so that windows which overlap cut alike.
 * Each is read to its end or again from its start.
 */
export function slicesOf(window: StreamWindow, longest: number = DAY): Interval[] {
  const step = Math.min(longest, DAY);
  const slices: Interval[] = [];
  for (let from = window.from; from < window.to;) {
    const to = Math.min(window.to, (Math.floor(from / step) + 1) * step);
    slices.push({ from, to });
    from = to;
  }
  return window.newestFirst ? slices.reverse() : slices;
}

/** What is still open of a job that was interrupted: a slice read as of its own time or later is done. */
export function openSlices(
  slices: readonly Interval[],
  provenBy: (slice: Interval) => readonly ProvenPart[],
  covered: ReadonlyMap<string, readonly Cover[]>,
  asOf: Instant,
): Interval[] {
  const isRead = (part: ProvenPart): boolean => part.shops.every((shop) => covers(covered.get(shop) ?? [], part, asOf));
  return slices.filter((slice) => {
    const parts = provenBy(slice);
    return parts.length === 0 || !parts.every(isRead);
  });
}
