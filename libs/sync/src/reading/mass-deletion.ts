import type { ShopPresence } from '@tillbridge/store';

const ALWAYS_BELIEVED = 20;
const BELIEVED_SHARE = 0.05;

/**
 * Whether so many of a shop's records are gone that an outage is more likely than a person who deleted them: more than
 * twenty and more than 5 %, or all of at least two. Then nothing is taken back until a person says so.
 */
export function isMassDeletion({ live, missing }: Pick<ShopPresence, 'live' | 'missing'>): boolean {
  if (missing > Math.max(ALWAYS_BELIEVED, live * BELIEVED_SHARE)) return true;
  return live >= 2 && missing === live;
}
