import type { SecretScrubber } from './secret-scrubber.js';

/** A line of JSON without secrets, and still a line of JSON. */
export function scrubLine(line: string, scrubber: SecretScrubber): string {
  const text = scrubber.scrub(line);
  if (text === line || isJson(text)) return text;
  // It is no JSON any more: a secret of digits stood where JSON has a number, or a secret stood in the name of a field.
  return isJson(line) ? `${JSON.stringify(scrubbed(JSON.parse(line), scrubber))}\n` : text;
}

function scrubbed(value: unknown, scrubber: SecretScrubber): unknown {
  if (typeof value === 'string') return scrubber.scrub(value);
  if (Array.isArray(value)) return value.map((item: unknown) => scrubbed(item, scrubber));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [scrubber.scrub(name), scrubbed(field, scrubber)]),
    );
  }
  const text = JSON.stringify(value);
  return scrubber.scrub(text) === text ? value : scrubber.scrub(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
