import { draftLine, draftSale, payInFull } from '../till/draft.js';
import type { EmployeeFacts, ItemFacts, LineFacts, RegisterFacts, SaleFacts, ShopFacts } from '../till/facts.js';
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
const STAFF = 4;

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

function shopOf(preset: ShopPreset, id: number, opened: number): ShopFacts {
  const { name, timeZone, tax1Rate, tax2Rate, address } = preset;
  return {
    id,
    name,
    timeZone,
    archived: false,
    timeStamp: opened,
    contact: id + 20,
    address,
    phone: '555 010 0100',
    tax1Rate,
    tax2Rate,
  };
}

function makeRegisters(shops: readonly ShopFacts[], opened: number): RegisterFacts[] {
  const registers = shops.flatMap(({ id: shop }) =>
    [1, 2].map((place) => ({
      id: shop * 2 - 2 + place,
      name: `Register ${place}`,
      open: place === 1,
      openTime: opened + 46800 + place * 19,
      archived: false,
      openEmployee: staffOf(shop)[place] ?? 0,
      shop,
    })),
  );
  const web = { name: 'eCom', open: true, openTime: opened, archived: false, openEmployee: 0, shop: 1 };
  return [...registers, { ...web, id: shops.length * 2 + 1 }];
}

function staffOf(shop: number): number[] {
  return Array.from({ length: STAFF }, (_, at) => 2 + (shop - 1) * (STAFF + 1) + at);
}

function formerOf(shop: number): number {
  return 2 + (shop - 1) * (STAFF + 1) + STAFF;
}

const firstNames = ['Ann', 'Ben', 'Cat', 'Dan', 'Eve', 'Finn', 'Gail', 'Hugo'];

function makeEmployees(shops: readonly ShopFacts[], since: number): EmployeeFacts[] {
  const employee = (id: number, firstName: string, shop: number): EmployeeFacts => ({
    id,
    firstName,
    lastName: 'Example',
    lockOut: false,
    archived: false,
    timeStamp: since,
    contact: id + 1000,
    role: id === 1 ? 4 : 1,
    limitToShop: 0,
    lastShop: shop,
    lastSale: 0,
    lastRegister: shop * 2 - 1,
  });
  const staff = shops.flatMap(({ id: shop }) => [
    ...staffOf(shop).map((id) => employee(id, firstNames[id % firstNames.length] ?? 'Ann', shop)),
    { ...employee(formerOf(shop), 'Gone', shop), lastName: 'Leaver', lockOut: true, archived: true },
  ]);
  return [{ ...employee(1, 'Olive', 1), lastName: 'Owner' }, ...staff];
}

const goods: readonly (readonly [string, number])[] = [
  ['Wool scarf', 2450],
  ['Rain shell', 5900],
  ['Enamel mug', 1205],
  ['Cap', 1800],
  ['Socks', 750],
  ['Tuque', 2199],
  ['Down vest', 14900],
  ['Trail map', 995],
  ['Water bottle', 1649],
  ['Lantern', 3333],
  ['Day pack', 8950],
  ['Cotton tee', 1999],
];

function makeItems(since: number): ItemFacts[] {
  return goods.map(([description, price], at) => ({
    id: 101 + at,
    description,
    price,
    category: 1,
    createTime: since,
    archived: false,
  }));
}

/** A reservation of each shop that nobody has picked up yet: its line stands on no sale. */
function reservations(shops: readonly ShopFacts[], items: readonly ItemFacts[], at: number): LineFacts[] {
  return shops.map((shop, place) =>
    draftLine({
      id: 500 + place,
      sale: 0,
      shop: shop.id,
      employee: staffOf(shop.id)[0] ?? 0,
      customer: 12,
      createTime: at + 60000,
      price: items[place % items.length]?.price ?? 0,
      item: items[place % items.length]?.id ?? 0,
      tax1Rate: shop.tax1Rate,
      tax2Rate: shop.tax2Rate,
      layaway: place % 3 === 0,
      specialOrder: place % 3 === 1,
      workOrder: place % 3 === 2,
    }),
  );
}

/** A ticket of each shop that was parked on the first day and completed two days later: its number is older than its completion. */
function parkedSales(shops: readonly ShopFacts[], items: readonly ItemFacts[], firstDay: number): SaleFacts[] {
  return shops.map((shop, place) => {
    const id = 90001 + place;
    const createTime = firstDay * DAY + 61200 + place;
    const completeTime = createTime + 2 * DAY + 1800;
    const employee = staffOf(shop.id)[0] ?? 0;
    const { tax1Rate, tax2Rate } = shop;
    const item = items[place % items.length];
    const lines = [
      draftLine({
        id: id * 10 + 1,
        sale: id,
        shop: shop.id,
        employee,
        createTime: createTime + 30,
        timeStamp: completeTime,
        price: item?.price ?? 0,
        item: item?.id ?? 0,
        tax1Rate,
        tax2Rate,
      }),
    ];
    const sale = draftSale({
      id,
      kind: 'normal',
      shop: shop.id,
      register: shop.id * 2 - 1,
      employee,
      createTime,
      completeTime,
      tax1Rate,
      tax2Rate,
      lines,
    });
    return payInFull(sale, id * 10 + 1, 1);
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
