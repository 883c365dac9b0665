import { DAY } from './instant.js';

/** A local calendar date, `YYYY-MM-DD`. */
export type LocalDate = string;

const FORM = /^\d{4}-\d{2}-\d{2}$/;
const MOST_TEXTS = 4096;

const textByDay = new Map<number, LocalDate>();

/** The limits leave room to count days and weeks around any date; no POS sold anything outside of them. */
const FIRST = '1800-01-01';
const LAST = '9998-12-31';

/** Whether the text names a day that the calendar has, from 1800 on: `2026-02-30` does not. */
export function isLocalDate(text: string): boolean {
  if (!FORM.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && FIRST <= text && text <= LAST && new Date(time).toISOString().startsWith(text);
}

/** The date `days` later, or earlier when negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDayNumber(dayNumberOf(date) + days);
}

/** Every date from the first to the last, both included; none when they stand the wrong way round. */
export function datesBetween(from: LocalDate, to: LocalDate): LocalDate[] {
  const first = dayNumberOf(from);
  const count = Math.max(0, dayNumberOf(to) - first + 1);
  return Array.from({ length: count }, (_, index) => dateOfDayNumber(first + index));
}

/**
 * Days since 1970-01-01 in the calendar, whatever the zone.
 *
 * @throws RangeError when the text is no date
 */
export function dayNumberOf(date: LocalDate): number {
  if (!isLocalDate(date)) throw new RangeError(`not a calendar date: ${date}`);
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

export function dateOfDayNumber(day: number): LocalDate {
  const known = textByDay.get(day);
  if (known !== undefined) return known;
  if (textByDay.size >= MOST_TEXTS) textByDay.clear();
  const text = new Date(day * DAY).toISOString().slice(0, 10);
  textByDay.set(day, text);
  return text;
}
