import type { ShiftFacts, ShiftKind } from './facts.js';
import { mix } from './hash.js';
import { HOUR, instantOf } from '../zone/local.js';
import { zoneOf } from '../zone/zone.js';

export interface StaffedShop {
  readonly id: number;
  readonly timeZone: string;
  readonly employees: readonly number[];
  /** Somebody who has left: archived, yet with shifts. */
  readonly former: number;
}

export interface GeneratedShiftsOptions {
  readonly seed: number;
  readonly firstId: number;
  /** Local day numbers, both included. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly shops: readonly StaffedShop[];
}

/** Shifts computed from their number: four a shop and local day. */
export interface GeneratedShifts {
  readonly firstId: number;
  readonly count: number;
  shift(id: number): ShiftFacts;
  /** Ids [from, to) of every shift whose check-in may lie in [from, to] seconds; a few more are among them. */
  idsBetween(from: number, to: number): readonly [number, number];
}

const PER_DAY = 4;
const special: readonly ShiftKind[] = [
  'overMidnight',
  'zeroLength',
  'forgotten',
  'former',
  'open',
  'long',
  'overMidnight',
  'normal',
];

export function createGeneratedShifts(options: GeneratedShiftsOptions): GeneratedShifts {
  const { seed, firstId, firstDay, shops } = options;
  const perDay = shops.length * PER_DAY;
  const count = Math.max(0, options.lastDay - firstDay + 1) * perDay;

  function shift(id: number): ShiftFacts {
    const index = id - firstId;
    const slot = index % PER_DAY;
    const place = Math.floor(index / PER_DAY) % (shops.length || 1);
    const day = firstDay + Math.floor(index / perDay);
    const shop = shops[place];
    if (shop === undefined) throw new RangeError(`no generated shift has the id ${id}`);
    const kind = kindOf(shop, day, place, slot);
    const [start, length] = hoursOf(kind, slot);
    const jitter = (salt: number, spread: number) => (mix(seed, id, salt) % (2 * spread)) - spread;
    const whole = mix(seed, id, 3) % 5 === 0;
    const checkIn = instantOf(zoneOf(shop.timeZone), day, start + (whole ? 0 : jitter(4, 540)));
    const worked = length === 0 ? 0 : length + (whole ? 0 : jitter(5, 540));
    return {
      id,
      kind,
      employee: kind === 'former' ? shop.former : (shop.employees[slot % (shop.employees.length || 1)] ?? 0),
      shop: shop.id,
      checkIn,
      checkOut: kind === 'open' ? undefined : checkIn + worked,
    };
  }
  function idsBetween(from: number, to: number): readonly [number, number] {
    const low = Math.max(firstDay, Math.floor((from - 40 * HOUR) / 86400));
    const high = Math.min(options.lastDay, Math.floor((to + 40 * HOUR) / 86400));
    if (high < low) return [firstId, firstId];
    return [firstId + (low - firstDay) * perDay, firstId + (high - firstDay + 1) * perDay];
  }
  return { firstId, count, shift, idsBetween };
}

function kindOf(shop: StaffedShop, day: number, place: number, slot: number): ShiftKind {
  if (slot < 3) return slot === 1 ? 'overlapping' : 'normal';
  const zone = zoneOf(shop.timeZone);
  const evening = instantOf(zone, day, 20 * HOUR);
  if (zone.offsetAt(evening) !== zone.offsetAt(evening + 12 * HOUR)) return 'clockChange';
  return special[(day + place * 3) % special.length] ?? 'normal';
}

/** Start (seconds after local midnight) and length of a kind of shift. */
function hoursOf(kind: ShiftKind, slot: number): readonly [number, number] {
  switch (kind) {
    case 'overlapping':
      return [11.5 * HOUR, 7 * HOUR];
    case 'overMidnight':
      return [19 * HOUR, 8 * HOUR];
    case 'clockChange':
      return [22 * HOUR, 9 * HOUR];
    case 'zeroLength':
      return [18.25 * HOUR, 0];
    case 'forgotten':
      return [10 * HOUR, 37 * HOUR];
    case 'long':
      return [6.5 * HOUR, 17 * HOUR];
    case 'open':
    case 'former':
      return [12 * HOUR, 6 * HOUR];
    case 'normal':
      return slot === 0 ? [8.9 * HOUR, 8 * HOUR] : [13 * HOUR, 8.25 * HOUR];
  }
}
