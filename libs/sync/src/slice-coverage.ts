import type { Interval } from '@tillbridge/domain';

/** A part of a slice that its read proves for some shops: what becomes coverage. */
export interface ProvenPart extends Interval {
  readonly shops: readonly string[];
}

/**
 * What a slice proves once it was read to its end: all of it for every shop, but of a shop with a window of its own no
 * more than that. So an import of local dates gives no location a piece of the day after.
 */
export function provenParts(
  slice: Interval,
  shops: readonly string[],
  ownWindows: ReadonlyMap<string, Interval>,
): ProvenPart[] {
  const parts = new Map<string, Interval & { readonly shops: string[] }>();
  for (const shop of shops) {
    const own = ownWindows.get(shop) ?? slice;
    const from = Math.max(slice.from, own.from);
    const to = Math.min(slice.to, own.to);
    if (from >= to) continue;
    const part = parts.get(`${from} ${to}`) ?? { from, to, shops: [] };
    part.shops.push(shop);
    parts.set(`${from} ${to}`, part);
  }
  return [...parts.values()];
}
