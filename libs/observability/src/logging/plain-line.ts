const FIRST = ['time', 'level', 'event', 'msg'];

/** A line of JSON as a person at a terminal reads it. */
export function plainLine(line: string): string {
  const entry = parsed(line);
  if (entry === null) return line;
  const clock = textOf(entry['time']).slice(11, 19);
  const level = textOf(entry['level']).toUpperCase().padEnd(5);
  const event = entry['event'] === undefined ? '' : `${textOf(entry['event'])}: `;
  const rest = Object.entries(entry).filter(([name]) => !FIRST.includes(name));
  const fields = rest.map(([name, value]) => ` ${name}=${textOf(value)}`).join('');
  return `${clock} ${level} ${event}${textOf(entry['msg'])}${fields}\n`;
}

function parsed(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
