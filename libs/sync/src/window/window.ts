import {
  addDays,
  DAY,
  HOUR,
  isLocalDate,
  type Instant,
  type Interval,
  type LocalDate,
  problemError,
  SECOND,
  startOfDay,
  type TimeZone,
} from '@tillbridge/domain';
import type { ReadingSettings } from '@tillbridge/settings';
import type { LedgerStream } from '@tillbridge/store';
import { SYNC_PROBLEMS } from '../problems.js';
import type { Depth, SyncRequest } from '../sync-work.js';

export interface StreamWindow extends Interval {
  readonly stream: LedgerStream;
  /** The newest slices first: the first connect shows today before last week. */
  readonly newestFirst: boolean;
}

export interface WindowFacts {
  readonly posNow: Instant;
  /** Zones of the mapped locations; empty when none is mapped. */
  readonly zones: readonly TimeZone[];
  readonly longestShift: number;
  readonly reading: ReadingSettings;
  /** End of what was read of the least-read mapped shop; null when one was never read. */
  readonly coveredTo: Readonly<Record<LedgerStream, Instant | null>>;
}

/**
 * The windows of both streams. A window asked for by date is widened to hold the dates of every zone; shifts begin
 * earlier by the longest shift, so that one which was under way is whole. Neither passes the POS's clock.
 */
export function planWindows(request: SyncRequest, facts: WindowFacts): StreamWindow[] {
  const asked = askedWindow(request, facts.zones);
  const limit = Math.floor(facts.posNow / SECOND) * SECOND;
  const depth = request.depth ?? 'hourly';
  const sales = asked ?? trailing(facts, 'sales', lookbackOf(depth, facts.reading, facts.reading.salesLookback));
  const shifts =
    asked === null
      ? trailing(facts, 'shifts', lookbackOf(depth, facts.reading, facts.reading.shiftsLookback))
      : { from: asked.from - facts.longestShift, to: asked.to };
  return [
    { stream: 'sales' as const, ...sales, to: Math.min(sales.to, limit), newestFirst: facts.coveredTo.sales === null },
    { stream: 'shifts' as const, ...shifts, to: Math.min(shifts.to, limit), newestFirst: false },
  ].filter((window) => window.from < window.to);
}

/** A deeper run never reads less than a shallower one, however the settings are written. */
function lookbackOf(depth: Depth, reading: ReadingSettings, hourly: number): number {
  if (depth === 'recent') return Math.min(reading.recentLookback, hourly);
  if (depth === 'hourly') return hourly;
  const daily = Math.max(reading.dailyDepth, hourly);
  return depth === 'daily' ? daily : Math.max(reading.weeklyDepth, daily);
}

/**
 * The window of a run that names none, in whole hours. It begins with the lookback, or earlier where coverage ends
 * earlier; the first time, with the first depth. Shifts begin earlier still: the staff hours of the first unread hour
 * depend on every shift that began up to the longest shift before it.
 */
function trailing(facts: WindowFacts, stream: LedgerStream, lookback: number): Interval {
  const coveredTo = facts.coveredTo[stream];
  const wanted =
    coveredTo === null ? facts.posNow - facts.reading.firstDepth : Math.min(facts.posNow - lookback, coveredTo);
  const earlier = stream === 'shifts' ? Math.min(wanted, (coveredTo ?? wanted) - HOUR - facts.longestShift) : wanted;
  return { from: Math.floor(earlier / HOUR) * HOUR, to: facts.posNow };
}

/**
 * What a request asks for in one zone; null where it asks the same of every zone. A date begins and ends where the
 * location is, so a window that was widened for other zones counts as read only within this.
 */
export function ownWindow(request: SyncRequest, zoneOn: (date: LocalDate) => TimeZone | undefined): Interval | null {
  const { from, to } = request;
  const first = from !== null && isLocalDate(from) ? zoneOn(from) : undefined;
  const last = to !== null && isLocalDate(to) ? zoneOn(addDays(to, 1)) : undefined;
  if (from === null || to === null || (first === undefined && last === undefined)) return null;
  return { from: boundOf(from, first ?? 'UTC', 0), to: boundOf(to, last ?? 'UTC', 1) };
}

function askedWindow(request: SyncRequest, zones: readonly TimeZone[]): Interval | null {
  const { from, to } = request;
  if (from === null && to === null) return null;
  // Both ends are checked first: whoever adds the missing one should not learn only then that the other cannot be read.
  for (const text of [from, to]) if (text !== null) boundOf(text, 'UTC', 0);
  if (from === null || to === null) throw problemError(SYNC_PROBLEMS, 'sync.window_half', {});
  const inZones = zones.length === 0 ? ['UTC'] : zones;
  const interval = {
    from: Math.min(...inZones.map((zone) => boundOf(from, zone, 0))),
    to: Math.max(...inZones.map((zone) => boundOf(to, zone, 1))),
  };
  if (interval.from >= interval.to) throw problemError(SYNC_PROBLEMS, 'sync.window_reversed', { from, to });
  return interval;
}

/** A date means its start, or with `daysAfter` the start of the day after; an instant means itself. */
function boundOf(text: string, zone: TimeZone, daysAfter: number): Instant {
  if (isLocalDate(text)) return startOfDay(addDays(text, daysAfter), zone);
  return instantOf(text) ?? badBound(text);
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})$/;

function instantOf(text: string): Instant | null {
  const instant = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(instant) ? null : instant;
}

function badBound(text: string): never {
  throw problemError(SYNC_PROBLEMS, 'sync.window_unreadable', { text });
}

/** The local dates that a request names, for whoever shows or delivers its window; null for a trailing one. */
export function requestedDates(request: SyncRequest): { from: LocalDate; to: LocalDate } | null {
  const { from, to } = request;
  if (from === null || to === null) return null;
  if (isLocalDate(from) && isLocalDate(to)) return { from, to };
  const start = boundOf(from, 'UTC', 0);
  const end = boundOf(to, 'UTC', 1);
  return { from: dateBefore(start, 1), to: dateBefore(end, -1) };
}

/** One day more on either side holds the date in every zone. */
function dateBefore(instant: Instant, days: number): LocalDate {
  return new Date(instant - days * DAY).toISOString().slice(0, 10);
}
