/** A part of a list, and where the next part begins; null where this was the last. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: number | null;
}

export function pageOf<T>(
  all: readonly T[],
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Page<T> {
  const items = all.slice(offset, offset + limit);
  return { items, next: offset + limit < all.length ? offset + limit : null };
}

/** Of a list that was read one longer than asked, to see whether there is more. */
export function pageOfLonger<T>(
  found: readonly T[],
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Page<T> {
  return { items: found.slice(0, limit), next: found.length > limit ? offset + limit : null };
}
