import { dayNumberOf, HOUR, type Instant, localDateOf, type LocalDate, type TimeZone } from '@tillbridge/domain';
import { type Depth, DEPTHS } from '@tillbridge/sync';

/**
 * How far back the run of a slot reads: the first of a local week and the first of a local day read deep, the first of
 * an hour as far as later edits usually reach, the others just back to the one before. `previous` is the slot before it,
 * however long ago: so the first one after days off reads deep where a day or a week has begun meanwhile.
 */
export function depthOf(dueAt: Instant, previous: Instant, zone: TimeZone): Depth {
  const [date, before] = [localDateOf(dueAt, zone), localDateOf(previous, zone)];
  if (weekOf(date) !== weekOf(before)) return 'weekly';
  if (date !== before) return 'daily';
  return Math.floor(dueAt / HOUR) === Math.floor(previous / HOUR) ? 'recent' : 'hourly';
}

/** The deepest one wins where slots share a run. */
export function deepest(depths: readonly string[]): Depth {
  return DEPTHS.findLast((depth) => depths.includes(depth)) ?? 'hourly';
}

/** Weeks begin on Monday (ISO 8601); day 0 of the epoch was a Thursday. */
function weekOf(date: LocalDate): number {
  return Math.floor((dayNumberOf(date) + 3) / 7);
}
