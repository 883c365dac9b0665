import type {
  CategoryFacts,
  EmployeeFacts,
  ItemFacts,
  PaymentTypeFacts,
  RegisterFacts,
  ShiftFacts,
  ShopFacts,
  VoidFacts,
} from '../till/facts.js';
import type { Ledger } from '../till/ledger.js';
import { merged, sorted } from './entity.js';
import type { Entity, Field, Plan } from './entity.js';
import { paymentTypeJson } from './sale-json.js';
import * as json from './tables-json.js';

interface Table<Row extends { readonly id: number }> {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly fields: Readonly<Record<string, Field<Row>>>;
  readonly sortable?: readonly string[];
  readonly relations?: Readonly<Record<string, 'one' | 'many'>>;
  readonly archived?: (row: Row) => boolean;
  all(ledger: Ledger): Iterable<Row>;
  readonly json: (row: Row, relations: ReadonlySet<string>, ledger: Ledger) => string;
}

function table<Row extends { readonly id: number }>(given: Table<Row>): Entity<Row> {
  const idField = given.name.charAt(0).toLowerCase() + given.name.slice(1) + 'ID';
  const entity: Entity<Row> = {
    name: given.name,
    idField,
    scopes: given.scopes,
    fields: { [idField]: { kind: 'id', of: (row) => row.id }, ...given.fields },
    sortable: [idField, ...(given.sortable ?? [])],
    relations: given.relations ?? {},
    nested: {},
    id: (row) => row.id,
    archived: given.archived ?? (() => false),
    rows: (ledger, plan) => sorted(entity, given.all(ledger), plan),
    find: (ledger, id) => [...given.all(ledger)].find((row) => row.id === id),
    json: given.json,
  };
  return entity;
}

function id<Row>(of: (row: Row) => number): Field<Row> {
  return { kind: 'id', of };
}
function text<Row>(of: (row: Row) => string): Field<Row> {
  return { kind: 'text', of };
}
function date<Row>(of: (row: Row) => number | undefined): Field<Row> {
  return { kind: 'date', of };
}
function flag<Row>(of: (row: Row) => boolean): Field<Row> {
  return { kind: 'bool', of: (row) => (of(row) ? 1 : 0) };
}

const tillScopes = ['register', 'inventory_base', 'reports', 'workbench', 'customers', 'admin'];

export const shopEntity: Entity<ShopFacts> = table<ShopFacts>({
  name: 'Shop',
  scopes: tillScopes,
  fields: {
    name: text((shop) => shop.name),
    timeZone: text((shop) => shop.timeZone),
    timeStamp: date((shop) => shop.timeStamp),
    contactID: id((shop) => shop.contact),
  },
  relations: {
    Contact: 'one',
    ReceiptSetup: 'one',
    TaxCategory: 'one',
    ShelfLocations: 'many',
    Registers: 'many',
    CCGateway: 'one',
    PriceLevel: 'one',
  },
  archived: (shop) => shop.archived,
  all: (ledger) => ledger.shops.values(),
  json: (shop, relations, ledger) =>
    json.shopJson(
      shop,
      relations,
      [...ledger.registers.values()].filter((register) => register.shop === shop.id),
    ),
});

export const registerEntity: Entity<RegisterFacts> = table<RegisterFacts>({
  name: 'Register',
  scopes: tillScopes,
  fields: {
    name: text((register) => register.name),
    open: flag((register) => register.open),
    openTime: date((register) => register.openTime),
    openEmployeeID: id((register) => register.openEmployee),
    shopID: id((register) => register.shop),
  },
  archived: (register) => register.archived,
  all: (ledger) => ledger.registers.values(),
  json: (register) => json.registerJson(register),
});

export const employeeEntity: Entity<EmployeeFacts> = table<EmployeeFacts>({
  name: 'Employee',
  scopes: ['admin_employees'],
  fields: {
    firstName: text((employee) => employee.firstName),
    lastName: text((employee) => employee.lastName),
    lockOut: flag((employee) => employee.lockOut),
    timeStamp: date((employee) => employee.timeStamp),
    contactID: id((employee) => employee.contact),
    employeeRoleID: id((employee) => employee.role),
    limitToShopID: id((employee) => employee.limitToShop),
  },
  sortable: ['timeStamp'],
  relations: { Contact: 'one', EmployeeRole: 'one', EmployeeRights: 'many' },
  archived: (employee) => employee.archived,
  all: (ledger) => ledger.employees.values(),
  json: (employee, _relations, ledger) => json.employeeJson(employee, openShiftOf(ledger, employee.id)),
});

/** The shift that an employee is clocked into, 0 when none; one left open for more than two days is no longer shown. */
function openShiftOf(ledger: Ledger, employee: number): number {
  const now = ledger.now();
  let found = 0;
  for (const shift of ledger.shiftsBetween(now - 2 * 86400, now + 1)) {
    if (shift.employee === employee && shift.checkOut === undefined) found = shift.id;
  }
  return found;
}

export const itemEntity: Entity<ItemFacts> = table<ItemFacts>({
  name: 'Item',
  scopes: ['register', 'product_cost', 'reports', 'workbench', 'customers', 'admin'],
  fields: {
    description: text((item) => item.description),
    timeStamp: date((item) => item.createTime),
    createTime: date((item) => item.createTime),
    categoryID: id((item) => item.category),
  },
  sortable: ['timeStamp'],
  relations: { Category: 'one', TaxClass: 'one', ItemShops: 'many', Images: 'many', Note: 'one' },
  archived: (item) => item.archived,
  all: (ledger) => ledger.scenario.items,
  json: (item) => json.itemJson(item),
});

const categories = table<CategoryFacts>({
  name: 'Category',
  scopes: ['register', 'categories', 'inventory', 'inventory_read', 'reports', 'admin'],
  fields: { name: text((category) => category.name), timeStamp: date((category) => category.createTime) },
  sortable: ['timeStamp'],
  all: (ledger) => ledger.scenario.categories,
  json: (category) => json.categoryJson(category),
});

/** The one recorded list of categories holds a single record in an array, against the rule; it is kept as it was recorded. */
export const categoryEntity: Entity<CategoryFacts> = { ...categories, loneInArray: true };

export const paymentTypeEntity: Entity<PaymentTypeFacts> = table<PaymentTypeFacts>({
  name: 'PaymentType',
  scopes: tillScopes,
  fields: { name: text((type) => type.name), type: text((type) => type.type) },
  all: (ledger) => ledger.scenario.paymentTypes,
  json: (type) => paymentTypeJson(type),
});

export const voidEntity: Entity<VoidFacts> = table<VoidFacts>({
  name: 'SaleVoid',
  scopes: ['admin_void_sale'],
  fields: {
    createTime: date((record) => record.createTime),
    saleID: id((record) => record.sale),
    employeeID: id((record) => record.employee),
    shopID: id((record) => record.shop),
  },
  sortable: ['createTime'],
  all: allVoids,
  json: (record) => json.voidJson(record),
});

/** Stated voids, and one for each generated sale that has been voided by now, numbered as its sale. */
function* allVoids(ledger: Ledger): Iterable<VoidFacts> {
  yield* ledger.voids.values();
  const generated = ledger.scenario.generatedSales;
  if (generated === undefined) return;
  const now = ledger.now();
  const end = generated.idAt(now + 1);
  for (let sale = generated.firstId; sale < end; sale += 1) {
    if (generated.kindOf(sale) !== 'voided' || ledger.sales.has(sale) || generated.voidTimeOf(sale) > now) continue;
    const { employee, shop } = generated.sale(sale, now);
    yield { id: sale, createTime: generated.voidTimeOf(sale), reason: 'wrong customer', sale, employee, shop };
  }
}

export const hoursEntity: Entity<ShiftFacts> = {
  ...table<ShiftFacts>({
    name: 'EmployeeHours',
    scopes: ['admin_employees'],
    fields: {
      checkIn: date((shift) => shift.checkIn),
      checkOut: date((shift) => shift.checkOut),
      employeeID: id((shift) => shift.employee),
      shopID: id((shift) => shift.shop),
    },
    all: () => [],
    json: (shift) => json.shiftJson(shift),
  }),
  rows: shiftRows,
  find: (ledger, shiftId) => (ledger.timeClock ? ledger.shift(shiftId) : undefined),
};

/** Generated shifts are walked by id over the days that the filter on checkIn can mean; stated ones are merged in. */
function* shiftRows(ledger: Ledger, plan: Plan): Iterable<ShiftFacts> {
  if (!ledger.timeClock) return;
  const stated: ShiftFacts[] = [];
  for (const shiftId of ledger.shifts.keys()) {
    const shift = ledger.shift(shiftId);
    if (shift !== undefined) stated.push(shift);
  }
  yield* merged(hoursEntity, generatedShifts(ledger, plan), sorted(hoursEntity, stated, plan), plan);
}

function* generatedShifts(ledger: Ledger, plan: Plan): Iterable<ShiftFacts> {
  const generated = ledger.scenario.generatedShifts;
  if (generated === undefined) return;
  const bound = plan.bounds.get('checkIn');
  const [first, end] = generated.idsBetween(bound?.min ?? 0, Math.min(bound?.max ?? Infinity, ledger.now()));
  const from = plan.after === undefined ? undefined : plan.after.id;
  const low = plan.descending || from === undefined ? first : Math.max(first, from);
  const high = plan.descending && from !== undefined ? Math.min(end, from + 1) : end;
  const count = Math.max(0, high - low);
  for (let step = 0; step < count; step += 1) {
    const shiftId = plan.descending ? high - 1 - step : low + step;
    if (ledger.shifts.has(shiftId)) continue;
    const shift = ledger.shift(shiftId);
    if (shift !== undefined) yield shift;
  }
}
