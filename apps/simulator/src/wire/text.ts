const days = new Map<number, string>();
const two: string[] = Array.from({ length: 60 }, (_, index) => (index < 10 ? '0' : '') + index);
const minutes: string[] = Array.from(
  { length: 1440 },
  (_, index) => `${two[Math.floor(index / 60)] ?? ''}:${two[index % 60] ?? ''}:`,
);

/** Seconds since 1970 as the API writes an instant: `2026-05-14T14:17:42+00:00`. */
export function stamp(seconds: number): string {
  const day = Math.floor(seconds / 86400);
  let prefix = days.get(day);
  if (prefix === undefined) {
    prefix = new Date(day * 86400000).toISOString().slice(0, 11);
    if (days.size > 5000) days.clear();
    days.set(day, prefix);
  }
  const rest = seconds - day * 86400;
  const second = rest % 60;
  return prefix + (minutes[(rest - second) / 60] ?? '') + (two[second] ?? '') + '+00:00';
}

/**
 * Reads the forms of instant that clients send: any offset with or without colon, `Z`, milliseconds, none (UTC), a date alone.
 * A space before hh:mm is a plus sign that the client forgot to encode. Undefined when it is none of these.
 */
export function readInstant(text: string): number | undefined {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(?:(Z)|([+\- ])(\d{2}):?(\d{2}))?$/.exec(text);
  if (match === null) return undefined;
  const base = Date.parse(`${match[1] ?? ''}T${match[2] ?? '00:00'}:${match[3] ?? '00'}Z`);
  if (Number.isNaN(base)) return undefined;
  const offset = Number(match[6] ?? 0) * 3600 + Number(match[7] ?? 0) * 60;
  return base / 1000 - (match[5] === '-' ? -offset : offset);
}

/** A JSON string in PHP's manner: `/` as `\/`, everything outside ASCII as `\uXXXX`. */
export function quote(text: string): string {
  return JSON.stringify(text)
    .replaceAll('/', '\\/')
    .replace(/[\u007f-\uffff]/g, (char) => '\\u' + char.charCodeAt(0).toString(16).padStart(4, '0'));
}

/** Values of the wire: text, nested objects, lists. Scalars are always text. */
export type Wire = string | { readonly [key: string]: Wire } | readonly Wire[];

export function toJson(value: Wire): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return '[' + value.map((entry: Wire) => toJson(entry)).join(',') + ']';
  return (
    '{' +
    Object.entries(value)
      .map(([key, entry]) => `${quote(key)}:${toJson(entry)}`)
      .join(',') +
    '}'
  );
}
