import { distance } from 'fastest-levenshtein';

/** An IANA zone name or a legacy alias of one, such as `America/Toronto` or `US/Pacific`. */
export type TimeZone = string;

const NAME = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/;

/** Whether the machine's zone tables know the name. An offset such as `+05:00` is no zone: its clocks never change. */
export function isTimeZone(name: string): boolean {
  if (!NAME.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The zone names most like a misspelt one, nearest first; a city alone (`toronto`) finds its zone. */
export function nearestTimeZones(text: string, count: number): TimeZone[] {
  const wanted = spelling(text);
  return Intl.supportedValuesOf('timeZone')
    .map((name) => ({ name, far: Math.min(distance(wanted, spelling(name)), distance(wanted, cityOf(name))) }))
    .sort((left, right) => left.far - right.far || (left.name < right.name ? -1 : 1))
    .slice(0, count)
    .map(({ name }) => name);
}

function spelling(text: string): string {
  return text.toLowerCase().replaceAll(/[\s-]+/g, '_');
}

function cityOf(name: TimeZone): string {
  return spelling(name.slice(name.lastIndexOf('/') + 1));
}
