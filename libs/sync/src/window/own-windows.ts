import type { Interval } from '@tillbridge/domain';
import { zoneOfDay } from '@tillbridge/store';
import type { KnownPlaces } from '../places/update-places.js';
import type { SyncRequest } from '../sync-work.js';
import { ownWindow } from './window.js';

/** By shop: what was asked for in the zones of the locations that it feeds, or where it feeds none, in its own. */
export function ownWindows(request: SyncRequest, { atlas, zoneOfShop }: KnownPlaces): Map<string, Interval> {
  const windows = new Map<string, Interval>();
  for (const { shop, location } of atlas.mapping) {
    const own = ownWindow(request, (date) => zoneOfDay(atlas, { location, date }));
    if (own === null) continue;
    const before = windows.get(shop) ?? own;
    windows.set(shop, { from: Math.min(before.from, own.from), to: Math.max(before.to, own.to) });
  }
  for (const [shop, zone] of zoneOfShop) {
    const own = windows.has(shop) ? null : ownWindow(request, () => zone);
    if (own !== null) windows.set(shop, own);
  }
  return windows;
}
