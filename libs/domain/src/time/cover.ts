import type { Instant, Interval } from './instant.js';

/** A stretch of time that has been read. Of everything in it, the state that the POS had at `asOf` is known. */
export interface Cover extends Interval {
  readonly asOf: Instant;
}

/**
 * A set of covers with one more reading. Where readings overlap, the newest stands; neighbours of the same `asOf`
 * become one. Sets are sorted and never overlap.
 */
export function coverWith(set: readonly Cover[], added: Cover): Cover[] {
  if (added.from >= added.to) return [...set];
  const kept: Cover[] = [];
  let open: Interval[] = [added];
  for (const cover of set) {
    if (cover.asOf < added.asOf) {
      kept.push(...outside(cover, added));
    } else {
      kept.push(cover);
      open = open.flatMap((piece) => outside(piece, cover));
    }
  }
  return joined([...kept, ...open.map(({ from, to }) => ({ from, to, asOf: added.asOf }))]);
}

/** Whether every instant of the interval has been read, at `asOfAtLeast` or later where that is given. */
export function covers(set: readonly Cover[], interval: Interval, asOfAtLeast = Number.NEGATIVE_INFINITY): boolean {
  return coveredUpTo(set, interval.from, asOfAtLeast) >= interval.to;
}

/** The end of what has been read without a gap from `from` on; `from` itself when nothing has. */
export function coveredUpTo(set: readonly Cover[], from: Instant, asOfAtLeast = Number.NEGATIVE_INFINITY): Instant {
  let reached = from;
  for (let index = firstEndingAfter(set, from); index < set.length; index++) {
    const cover = set[index];
    if (cover === undefined || cover.from > reached || cover.asOf < asOfAtLeast) break;
    reached = cover.to;
  }
  return reached;
}

/** Binary search: the coverage of a location may span years, and every cell asks. */
function firstEndingAfter(set: readonly Cover[], instant: Instant): number {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((set[middle]?.to ?? Number.POSITIVE_INFINITY) > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Joins neighbours that nobody needs to tell apart any more, as of the older of the two: both were read at least
 * `margin` (milliseconds) after the later one ends, so that nothing asks whether they were read any later. So months of
 * hourly runs leave a few covers for a day instead of one for each hour.
 */
export function settled(set: readonly Cover[], margin: number): Cover[] {
  const result: Cover[] = [];
  for (const cover of set) {
    const last = result.at(-1);
    const asOf = Math.min(last?.asOf ?? cover.asOf, cover.asOf);
    if (last?.to === cover.from && asOf >= cover.to + margin) {
      result[result.length - 1] = { from: last.from, to: cover.to, asOf };
    } else {
      result.push(cover);
    }
  }
  return result;
}

/**
 * What has been read in every one of the sets, as of the oldest of the readings that meet there. Of no sets at all,
 * nothing: a location without a shop has not been read (I7).
 */
export function intersectAll(sets: readonly (readonly Cover[])[]): Cover[] {
  const [first, ...rest] = sets;
  if (first === undefined) return [];
  return joined(rest.reduce<readonly Cover[]>(intersect, first));
}

function intersect(left: readonly Cover[], right: readonly Cover[]): Cover[] {
  const both: Cover[] = [];
  let l = 0;
  let r = 0;
  for (let a = left[l], b = right[r]; a !== undefined && b !== undefined; a = left[l], b = right[r]) {
    const from = Math.max(a.from, b.from);
    const to = Math.min(a.to, b.to);
    if (from < to) both.push({ from, to, asOf: Math.min(a.asOf, b.asOf) });
    if (a.to < b.to) l++;
    else r++;
  }
  return both;
}

/** What is left of a piece when a hole is cut into it. */
function outside<T extends Interval>(piece: T, hole: Interval): T[] {
  if (hole.to <= piece.from || hole.from >= piece.to) return [piece];
  const left = piece.from < hole.from ? [{ ...piece, to: hole.from }] : [];
  const right = hole.to < piece.to ? [{ ...piece, from: hole.to }] : [];
  return [...left, ...right];
}

function joined(covers: readonly Cover[]): Cover[] {
  const result: Cover[] = [];
  for (const cover of [...covers].sort((left, right) => left.from - right.from)) {
    const last = result.at(-1);
    if (last !== undefined && last.to === cover.from && last.asOf === cover.asOf) {
      result[result.length - 1] = { ...last, to: cover.to };
    } else {
      result.push({ from: cover.from, to: cover.to, asOf: cover.asOf });
    }
  }
  return result;
}
