import type { EmployeeFacts, ItemFacts, RegisterFacts, ShopFacts } from '../till/facts.js';
import type { ShopPreset } from './shop-presets.js';

/** Employees of a shop who work there. */
const STAFF = 4;

export function shopOf(preset: ShopPreset, id: number, opened: number): ShopFacts {
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

/** Two in each shop, and the one of the web shop. */
export function makeRegisters(shops: readonly ShopFacts[], opened: number): RegisterFacts[] {
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

/** Ids of the employees of a shop who work there. */
export function staffOf(shop: number): number[] {
  return Array.from({ length: STAFF }, (_, at) => 2 + (shop - 1) * (STAFF + 1) + at);
}

/** The id of somebody who has left the shop. */
export function formerOf(shop: number): number {
  return 2 + (shop - 1) * (STAFF + 1) + STAFF;
}

const firstNames = ['Ann', 'Ben', 'Cat', 'Dan', 'Eve', 'Finn', 'Gail', 'Hugo'];

export function makeEmployees(shops: readonly ShopFacts[], since: number): EmployeeFacts[] {
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

export function makeItems(since: number): ItemFacts[] {
  return goods.map(([description, price], at) => ({
    id: 101 + at,
    description,
    price,
    category: 1,
    createTime: since,
    archived: false,
  }));
}
