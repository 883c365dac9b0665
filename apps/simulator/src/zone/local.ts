import type { Zone } from './zone.js';

export const HOUR = 3600;
export const DAY = 86400;

/** Number of the local calendar day (days since 1970-01-01) at an instant. */
export function localDay(zone: Zone, seconds: number): number {
  return Math.floor((seconds + zone.offsetAt(seconds)) / DAY);
}

/**
 * The instant of a local wall time, given as day number and seconds after midnight. A time that the clocks skip
 * moves forward by the gap; a time that occurs twice is the first of the two.
 */
export function instantOf(zone: Zone, day: number, secondOfDay: number): number {
  const wall = day * DAY + secondOfDay;
  const early = wall - zone.offsetAt(wall - DAY);
  const late = wall - zone.offsetAt(wall + DAY);
  if (early + zone.offsetAt(early) === wall) return early;
  if (late + zone.offsetAt(late) === wall) return late;
  return early;
}

/** The first instant that belongs to a local day: where midnight is skipped, the moment the clocks land on. */
export function startOfDay(zone: Zone, day: number): number {
  const start = instantOf(zone, day, 0);
  return localDay(zone, start) === day ? start : zone.nextChange(start - DAY);
}

/** `2026-05-14` to its day number; undefined when it is no such date. */
export function dayOf(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const millis = Date.parse(text + 'T00:00:00Z');
  if (Number.isNaN(millis) || new Date(millis).toISOString().slice(0, 10) !== text) return undefined;
  return millis / (DAY * 1000);
}

export function dateOf(day: number): string {
  return new Date(day * DAY * 1000).toISOString().slice(0, 10);
}
