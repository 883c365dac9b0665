import type { SyncRequest } from '../sync-work.js';
import { planWindows } from './window.js';

/**
 * Whether the window of a request can be read at all, before a job is made of it.
 *
 * @throws TillbridgeError `sync.window_half`, `sync.window_reversed`, `sync.window_unreadable`
 */
export function checkRequest(request: SyncRequest): void {
  planWindows(request, {
    posNow: 0,
    zones: [],
    longestShift: 0,
    reading: { salesLookback: 0, shiftsLookback: 0, recentLookback: 0, dailyDepth: 0, weeklyDepth: 0, firstDepth: 0 },
    coveredTo: { sales: null, shifts: null },
  });
}
