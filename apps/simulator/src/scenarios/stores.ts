import type { ItemFacts, ShopFacts } from '../till/facts.js';
import { createGeneratedSales } from '../till/generated-sales.js';
import type { GeneratedSales } from '../till/generated-sales.js';
import { createGeneratedShifts } from '../till/generated-shifts.js';
import type { GeneratedShifts } from '../till/generated-shifts.js';
import { createTimetable } from '../till/timetable.js';
import { DAY } from '../zone/local.js';
import { paymentTypes } from './scenario.js';
import type { Scenario } from './scenario.js';
import { presetFor, shopPresets } from './shop-presets.js';
import type { ShopPreset } from './shop-presets.js';
import { parkedSales, reservations } from './stated-tickets.js';
import { formerOf, makeEmployees, makeItems, makeRegisters, shopOf, staffOf } from './store-facts.js';

export interface StoresOptions {
  readonly seed: number;
  /** How many shops, taken from the presets in their order. */
  readonly shops: number;
  /** IANA zones, one shop each, instead of `shops`. */
  readonly zones?: readonly string[] | undefined;
  /** Tickets of each shop and local day, all kinds together. */
  readonly salesPerDay: number;
  /** Local days (days since 1970), both included. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** At most this many tickets in all. */
  readonly saleLimit?: number | undefined;
}

const FIRST_SALE = 100001;
const FIRST_SHIFT = 50001;

/** An account of several shops whose sales and shifts are generated from a seed. */
export function storesScenario(options: StoresOptions): Scenario {
  const presets = choosePresets(options);
  const opened = (options.firstDay - 200) * DAY + 57225;
  const shops = presets.map((preset, at) => shopOf(preset, at + 1, opened));
  const items = makeItems(opened);
  return {
    name: 'stores',
    account: {
      id: 990001,
      name: 'Demo Outfitters',
      subscription: 'DEMO01',
      employeeLimit: 30 + shops.length * 5,
      currency: { code: 'USD', symbol: '$' },
      user: 170001,
      apiKey: 1757001,
      checkedInAt: undefined,
    },
    authorisingEmployee: 1,
    rights: ['admin', 'admin_employees', 'allow_login', 'register', 'register_read', 'reports'],
    shops,
    registers: makeRegisters(shops, options.firstDay * DAY),
    employees: makeEmployees(shops, opened),
    items,
    categories: [{ id: 1, name: 'Apparel', leftNode: 1, rightNode: 2, createTime: opened }],
    paymentTypes,
    sales: parkedSales(shops, items, options.firstDay),
    looseLines: reservations(shops, items, options.firstDay * DAY),
    shifts: [],
    voids: [],
    generatedSales: makeSales(options, presets, shops, items),
    generatedShifts: makeShifts(options, presets),
  };
}

function choosePresets(options: StoresOptions): ShopPreset[] {
  if (options.zones !== undefined) return options.zones.map(presetFor);
  return Array.from({ length: options.shops }, (_, at) => {
    const preset = shopPresets[at % shopPresets.length] ?? presetFor('UTC');
    const round = Math.floor(at / shopPresets.length);
    return round === 0 ? preset : { ...preset, name: `${preset.name} ${round + 1}` };
  });
}

function makeSales(
  options: StoresOptions,
  presets: readonly ShopPreset[],
  shops: readonly ShopFacts[],
  items: readonly ItemFacts[],
): GeneratedSales {
  const timetable = createTimetable({
    seed: options.seed,
    start: (options.firstDay - 1) * DAY,
    hours: (options.lastDay - options.firstDay + 3) * 24,
    shops: presets.map(({ timeZone, opening }, at) => ({ id: at + 1, timeZone, opening })),
    ticketsPerDay: options.salesPerDay,
    limit: options.saleLimit ?? Infinity,
  });
  return createGeneratedSales({
    seed: options.seed,
    firstId: FIRST_SALE,
    timetable,
    items,
    shops: new Map(
      shops.map(({ id, tax1Rate, tax2Rate }) => [
        id,
        { id, tax1Rate, tax2Rate, registers: [id * 2 - 1, id * 2], employees: staffOf(id) },
      ]),
    ),
    web: { shop: 1, register: shops.length * 2 + 1 },
  });
}

function makeShifts(options: StoresOptions, presets: readonly ShopPreset[]): GeneratedShifts {
  return createGeneratedShifts({
    seed: options.seed,
    firstId: FIRST_SHIFT,
    firstDay: options.firstDay - 1,
    lastDay: options.lastDay,
    shops: presets.map(({ timeZone }, at) => ({
      id: at + 1,
      timeZone,
      employees: staffOf(at + 1),
      former: formerOf(at + 1),
    })),
  });
}
