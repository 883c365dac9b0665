import { mix } from './hash.js';
import { zoneOf } from '../zone/zone.js';

/** When a shop sells: the share of a day's tickets in each local hour. */
export type Opening = 'day' | 'late' | 'allNight';

export interface TimetableShop {
  readonly id: number;
  readonly timeZone: string;
  readonly opening: Opening;
}

export interface TimetableOptions {
  readonly seed: number;
  /** Seconds, a full UTC hour. */
  readonly start: number;
  readonly hours: number;
  readonly shops: readonly TimetableShop[];
  readonly ticketsPerDay: number;
  readonly limit: number;
}

/**
 * The moments of all generated tickets, in rising order of their number, without a list of them: a table by hour says how many came
 * before, the rest is arithmetic. So a window of time is a range of numbers.
 */
export interface Timetable {
  readonly count: number;
  /** Instant (seconds) of the ticket with this index. */
  timeOf(index: number): number;
  shopOf(index: number): number;
  /** The first index whose instant is at or after this one; `count` when there is none. */
  indexAt(seconds: number): number;
}

const shares: Readonly<Record<Opening, readonly number[]>> = {
  day: [0, 0, 0, 0, 0, 0, 0, 0, 1, 4, 6, 8, 10, 9, 8, 8, 9, 10, 9, 6, 3, 0, 0, 0],
  late: [4, 2, 1, 0, 0, 0, 0, 0, 0, 0, 3, 5, 7, 7, 6, 6, 7, 8, 9, 10, 10, 9, 8, 6],
  allNight: [2, 2, 1, 1, 1, 1, 2, 4, 5, 5, 6, 7, 8, 8, 7, 7, 8, 9, 8, 6, 5, 4, 3, 3],
};

interface Group {
  readonly shops: number[];
  readonly timeZone: string;
  readonly perHour: readonly number[];
}

export function createTimetable(options: TimetableOptions): Timetable {
  const groups = groupShops(options);
  const { before, ofGroup } = countHours(options, groups);
  const count = Math.min(before[options.hours] ?? 0, options.limit);

  function hourOf(index: number): number {
    let low = 0;
    let high = options.hours;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((before[middle] ?? 0) <= index) low = middle;
      else high = middle;
    }
    return low;
  }
  function timeOf(index: number): number {
    const hour = hourOf(index);
    const first = before[hour] ?? 0;
    const size = (before[hour + 1] ?? 0) - first;
    const place = (index - first) * 4096 + (mix(options.seed, index, 1) & 4095);
    return options.start + hour * 3600 + Math.floor((place * 3600) / (size * 4096));
  }
  function shopOf(index: number): number {
    const hour = hourOf(index);
    const size = (before[hour + 1] ?? 0) - (before[hour] ?? 0);
    let rest = mix(options.seed, index, 2) % size;
    for (let at = 0; at < groups.length; at += 1) {
      const shops = groups[at]?.shops ?? [];
      const each = ofGroup[hour * groups.length + at] ?? 0;
      if (rest < each * shops.length) return shops[Math.floor(rest / each)] ?? 0;
      rest -= each * shops.length;
    }
    return groups[0]?.shops[0] ?? 0;
  }
  function indexAt(seconds: number): number {
    const hour = Math.floor((seconds - options.start) / 3600);
    if (hour < 0) return 0;
    if (hour >= options.hours) return count;
    let low = before[hour] ?? 0;
    let high = before[hour + 1] ?? 0;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (timeOf(middle) < seconds) low = middle + 1;
      else high = middle;
    }
    return Math.min(low, count);
  }
  return { count, timeOf, shopOf, indexAt };
}

function groupShops(options: TimetableOptions): Group[] {
  const groups = new Map<string, Group>();
  for (const shop of options.shops) {
    const key = shop.timeZone + ' ' + shop.opening;
    const group = groups.get(key) ?? {
      shops: [],
      timeZone: shop.timeZone,
      perHour: spread(shares[shop.opening], options.ticketsPerDay),
    };
    group.shops.push(shop.id);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function spread(share: readonly number[], tickets: number): number[] {
  const sum = share.reduce((total, part) => total + part, 0);
  let seen = 0;
  return share.map((part) => {
    const start = Math.floor((seen * tickets) / sum);
    seen += part;
    return Math.floor((seen * tickets) / sum) - start;
  });
}

function countHours(
  options: TimetableOptions,
  groups: readonly Group[],
): { before: Float64Array; ofGroup: Uint32Array } {
  const before = new Float64Array(options.hours + 1);
  const ofGroup = new Uint32Array(options.hours * groups.length);
  groups.forEach((group, at) => {
    const zone = zoneOf(group.timeZone);
    for (let hour = 0; hour < options.hours; hour += 1) {
      const instant = options.start + hour * 3600;
      const local = Math.floor((instant + zone.offsetAt(instant)) / 3600);
      const each = group.perHour[((local % 24) + 24) % 24] ?? 0;
      ofGroup[hour * groups.length + at] = each;
      before[hour + 1] = (before[hour + 1] ?? 0) + each * group.shops.length;
    }
  });
  for (let hour = 0; hour < options.hours; hour += 1) before[hour + 1] = (before[hour + 1] ?? 0) + (before[hour] ?? 0);
  return { before, ofGroup };
}
