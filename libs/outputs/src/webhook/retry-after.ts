import { MINUTE, SECOND, type Instant } from '@tillbridge/domain';

/** An hourly feed must recover soon after an outage, whatever the receiver asks for. */
const LONGEST_WAIT = 15 * MINUTE;

const SECONDS = /^\d+(?:\.\d+)?$/;
/** The one form that RFC 9110 lets a server send; Date.parse alone would take nearly any text for a date. */
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * When the receiver wants to be asked again: `now` and what its Retry-After says, at most 15 minutes. Null without the
 * header, and `unreadable` for what is neither seconds nor a date. A date is measured against the receiver's own clock
 * where it shows one, which may differ from ours.
 */
export function retryAfter(headers: Readonly<Record<string, string>>, now: Instant): Instant | 'unreadable' | null {
  const text = headers['retry-after']?.trim();
  if (text === undefined || text === '') return null;
  const wait = SECONDS.test(text) ? Number(text) * SECOND : waitUntil(text, dateOf(headers['date']) ?? now);
  if (wait === null) return 'unreadable';
  return now + Math.ceil(Math.min(Math.max(wait, 0), LONGEST_WAIT));
}

function waitUntil(text: string, now: Instant): number | null {
  const date = dateOf(text);
  return date === null ? null : date - now;
}

function dateOf(text: string | undefined): Instant | null {
  if (text === undefined || !HTTP_DATE.test(text)) return null;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? null : instant;
}
