import type { Interval } from '@tillbridge/domain';

/** A part of a slice that becomes coverage of some shops. */
export interface ProvenPart extends Interval {
  readonly shops: readonly string[];
}

/**
 * The coverage that a slice gives once it was read to its end: the whole slice for every shop, but for a shop with a
 * window of its own no more than that window. So an import of local dates never covers the first hours of the next day,
 * although the slice holds them for a location in another zone.
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
