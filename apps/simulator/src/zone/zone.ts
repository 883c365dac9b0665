/** Offsets of an IANA zone (or a legacy alias such as US/Pacific), read from Intl once and then looked up in a short list. */
export interface Zone {
  readonly name: string;
  /** Seconds to add to UTC at this instant (seconds since 1970). */
  offsetAt(seconds: number): number;
  /** The next instant after this one at which the offset changes, or Infinity. */
  nextChange(seconds: number): number;
}

const DAY = 86400;
const FIRST = Date.UTC(2010, 0, 1) / 1000;
const LAST = Date.UTC(2045, 0, 1) / 1000;
const known = new Map<string, Zone>();

export function zoneOf(name: string): Zone {
  const found = known.get(name);
  if (found !== undefined) return found;
  const made = createZone(name);
  known.set(name, made);
  return made;
}

export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function createZone(name: string): Zone {
  const read = offsetReader(name);
  const { changes, offsets } = findChanges(read);
  function slot(seconds: number): number {
    let low = 0;
    let high = changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((changes[middle] ?? Infinity) <= seconds) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  return {
    name,
    offsetAt: (seconds) => offsets[slot(seconds)] ?? 0,
    nextChange: (seconds) => changes[slot(seconds)] ?? Infinity,
  };
}

function findChanges(read: (seconds: number) => number): { changes: number[]; offsets: number[] } {
  const changes: number[] = [];
  let last = read(FIRST);
  const offsets = [last];
  const step = 14 * DAY;
  for (let at = FIRST + step; at <= LAST; at += step) {
    const offset = read(at);
    if (offset === last) continue;
    let low = at - step;
    let high = at;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (read(middle) === last) low = middle;
      else high = middle;
    }
    changes.push(high);
    offsets.push(offset);
    last = offset;
  }
  return { changes, offsets };
}

function offsetReader(name: string): (seconds: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (seconds) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(seconds * 1000)) part[type] = Number(value);
    const local = Date.UTC(
      part['year'] ?? 0,
      (part['month'] ?? 1) - 1,
      part['day'] ?? 1,
      part['hour'] ?? 0,
      part['minute'] ?? 0,
      part['second'] ?? 0,
    );
    return local / 1000 - seconds;
  };
}
