import { DAY, type Interval } from '@tillbridge/domain';
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

/** What is still open of a job that was interrupted: the slices that lie within none of those it has read. */
export function openSlices(slices: readonly Interval[], read: readonly Interval[]): Interval[] {
  return slices.filter((slice) => !read.some(({ from, to }) => from <= slice.from && slice.to <= to));
}
