import { hintOf, verbatim } from '../check/phrase.js';
import { nearestNames } from '../check/nearest.js';
import { durationText, parseDuration } from './duration.js';
import { leaf, textLeaf } from './leaf.js';

/** A duration in milliseconds within bounds, both included. */
export function duration(least: number, most: number) {
  return leaf((value) => {
    const length = typeof value === 'string' ? parseDuration(value) : null;
    return length !== null && length >= least && length <= most
      ? { value: length }
      : {
          problem: 'settings.bad_duration',
          parameters: { least: durationText(least), most: durationText(most) },
        };
  });
}

/** A local time of day, `HH:MM`. */
export function startTime() {
  return leaf((value) =>
    typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)
      ? { value }
      : { problem: 'settings.bad_start_time' },
  );
}

/** A zone by its IANA name or a legacy alias, in IANA's spelling. */
export function timeZone() {
  const expected = {
    en: 'an IANA time zone such as America/Toronto',
    fr: 'un fuseau horaire IANA comme America/Toronto',
  };
  return textLeaf(expected, (text) =>
    isTimeZone(text)
      ? { value: text }
      : {
          problem: 'settings.bad_time_zone',
          phrases: { hint: hintOf(nearestNames(text, Intl.supportedValuesOf('timeZone'), 3)) },
        },
  );
}

const validZones = new Set<string>();

/** `Intl` also takes offsets and any case, which a zone's name is not. */
function isTimeZone(text: string): boolean {
  if (validZones.has(text)) return true;
  const valid = /^[A-Z]/.test(text) && isKnownToIntl(text);
  // Asking `Intl` takes long, and hundreds of locations share a few zones.
  if (valid) validZones.add(text);
  return valid;
}

function isKnownToIntl(text: string): boolean {
  try {
    const { timeZone: name } = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions();
    return name === text || name.toLowerCase() !== text.toLowerCase();
  } catch {
    return false;
  }
}

/** A local date that exists. */
export function localDate() {
  const expected = verbatim('YYYY-MM-DD');
  return textLeaf(expected, (text) =>
    isLocalDate(text) ? { value: text } : { problem: 'settings.bad_date', expected },
  );
}

function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

export function currency() {
  const expected = { en: 'a currency such as CAD', fr: 'une monnaie comme CAD' };
  return textLeaf(expected, (text) => {
    const currencies = Intl.supportedValuesOf('currency');
    return currencies.includes(text)
      ? { value: text }
      : { problem: 'settings.bad_currency', phrases: { hint: hintOf(nearestNames(text, currencies, 1)) } };
  });
}
