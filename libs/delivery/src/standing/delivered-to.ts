import { type Instant, type LocalDate, type LocationId, MINUTE, offsetMinutesAt, startOfDay } from '@tillbridge/domain';
import {
  GAP_DEPTH,
  locationsBehindLedger,
  type OutputStanding,
  readThrough,
  type Store,
  zoneOfDay,
} from '@tillbridge/store';
import { type Places, rulesOf, type WallClock } from './places.js';
import type { WaivedSpan } from './waived-spans.js';

/**
 * For locations whose rules give no cell to an hour without sales (`zeroRows: none`): up to when they were read. That
 * the output has a quiet night shows by nothing being behind, not by a cell.
 */
export async function readOfQuiet(store: Store, now: Instant, { rows }: Places): Promise<Map<LocationId, Instant>> {
  const quiet = [...rows.values()].filter((row) => rulesOf(row.rules).zeroRows === 'none');
  if (quiet.length === 0) return new Map();
  const through = await readThrough(store.read, { since: now - GAP_DEPTH, now });
  const behind = await locationsBehindLedger(store.read);
  return new Map(
    quiet.flatMap(({ id }) => {
      const end = through.get(id);
      return end === undefined || behind.has(id) ? [] : [[id, end] as const];
    }),
  );
}

/** Up to when an output has every hour of a location; null where it has none and nothing says from when. */
export function deliveredTo(
  { location, knownTo, firstNeverTaken, lacking, dead }: OutputStanding,
  { rows, states, atlases, clocks }: Places,
  quiet: ReadonlyMap<LocationId, Instant>,
): Instant | null {
  const atlas = atlases.get(rows.get(location)?.connectionId ?? '');
  const zoneOf = (date: LocalDate) => (atlas === undefined ? undefined : zoneOfDay(atlas, { location, date }));
  if (firstNeverTaken !== null) {
    const zone = zoneOf(firstNeverTaken);
    return knownTo ?? (zone === undefined ? null : startOfDay(firstNeverTaken, zone));
  }
  const end = quiet.get(location);
  const zone = clocks.get(location)?.zone;
  if (end === undefined || zone === undefined || lacking > 0 || dead > 0) return knownTo;
  return Math.max(knownTo ?? 0, lastEnd(end, states.get(location)?.grain ?? 60, zone));
}

/** Waived days that follow count as delivered: nothing more is meant to come of them. */
export function pastWaived(known: Instant, spans: readonly WaivedSpan[], { zone, today }: WallClock): Instant {
  let reached = known;
  for (const { from, to } of spans) {
    // A first value of the settings holds from the beginning of time: its date is empty.
    if (to > today || (from !== '' && startOfDay(from, zone) > reached)) break;
    reached = Math.max(reached, startOfDay(to, zone));
  }
  return reached;
}

/** The last moment up to `instant` at which a cell ends. */
function lastEnd(instant: Instant, grain: number, zone: string): Instant {
  const offset = offsetMinutesAt(instant, zone) * MINUTE;
  const length = grain * MINUTE;
  return Math.floor((instant + offset) / length) * length - offset;
}
