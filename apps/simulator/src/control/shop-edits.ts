import type { EmployeeFacts, ShiftFacts, ShopFacts } from '../till/facts.js';
import type { Ledger } from '../till/ledger.js';
import { isZone } from '../zone/zone.js';
import { ControlRefusal, flag, instant, number, optionalInstant, optionalNumber, refuse, text } from './fields.js';
import type { Fields } from './fields.js';

type Edit = (ledger: Ledger, fields: Fields) => Record<string, unknown>;

/** Edits of shifts: none leaves a trace but the changed record. */
export const shiftEdits: Readonly<Record<string, Edit>> = {
  'shifts/add': (ledger, fields) => {
    const id = ledger.nextId('shift');
    const shift: ShiftFacts = {
      id,
      kind: 'normal',
      employee: optionalNumber(fields, 'employeeID') ?? ledger.scenario.authorisingEmployee,
      shop: shopOf(ledger, fields).id,
      checkIn: instant(fields, 'checkIn'),
      checkOut: optionalInstant(fields, 'checkOut'),
    };
    ledger.shifts.set(id, shift);
    return { employeeHoursID: id };
  },
  'shifts/edit': (ledger, fields) => {
    const shift = shiftOf(ledger, fields);
    const edited: ShiftFacts = {
      ...shift,
      checkIn: optionalInstant(fields, 'checkIn') ?? shift.checkIn,
      checkOut: fields['checkOut'] === null ? undefined : (optionalInstant(fields, 'checkOut') ?? shift.checkOut),
      employee: optionalNumber(fields, 'employeeID') ?? shift.employee,
      shop: optionalNumber(fields, 'shopID') ?? shift.shop,
    };
    ledger.shifts.set(shift.id, edited);
    return { employeeHoursID: shift.id };
  },
  'shifts/close': (ledger, fields) => {
    const shift = shiftOf(ledger, fields);
    ledger.shifts.set(shift.id, { ...shift, checkOut: optionalInstant(fields, 'checkOut') ?? ledger.now() });
    return { employeeHoursID: shift.id };
  },
  'shifts/delete': (ledger, fields) => {
    const shift = shiftOf(ledger, fields);
    ledger.shifts.set(shift.id, undefined);
    return { employeeHoursID: shift.id };
  },
  'shifts/restore': (ledger, fields) => {
    const id = number(fields, 'employeeHoursID');
    if (!ledger.restoreShift(id)) throw new ControlRefusal(404, `there was no shift ${id} at first`);
    return { employeeHoursID: id };
  },
};

export const shopEdits: Readonly<Record<string, Edit>> = {
  'shops/rename': (ledger, fields) => change(ledger, fields, { name: text(fields, 'name') }),
  'shops/archive': (ledger, fields) => change(ledger, fields, { archived: flag(fields, 'archived', true) }),
  'shops/time-zone': (ledger, fields) => {
    const timeZone = text(fields, 'timeZone');
    if (!isZone(timeZone)) throw refuse(`'${timeZone}' is no time zone`);
    return change(ledger, fields, { timeZone });
  },
  'shops/delete': (ledger, fields) => {
    const shop = shopOf(ledger, fields);
    ledger.shops.delete(shop.id);
    return { shopID: shop.id };
  },
  'shops/silence': (ledger, fields) => {
    const shop = shopOf(ledger, fields);
    if (flag(fields, 'silent', true)) ledger.silentShops.set(shop.id, { byId: flag(fields, 'byId', true) });
    else ledger.silentShops.delete(shop.id);
    return { shopID: shop.id, silent: ledger.silentShops.has(shop.id) };
  },
};

export const employeeEdits: Readonly<Record<string, Edit>> = {
  'employees/lock': (ledger, fields) => changeEmployee(ledger, fields, { lockOut: flag(fields, 'locked', true) }),
  'employees/archive': (ledger, fields) => changeEmployee(ledger, fields, { archived: flag(fields, 'archived', true) }),
  'time-clock': (ledger, fields) => {
    ledger.timeClock = flag(fields, 'on', false);
    return { on: ledger.timeClock };
  },
};

function shopOf(ledger: Ledger, fields: Fields): ShopFacts {
  const id = number(fields, 'shopID');
  const shop = ledger.shops.get(id);
  if (shop === undefined) throw new ControlRefusal(404, `there is no shop ${id}`);
  return shop;
}

function change(ledger: Ledger, fields: Fields, edit: Partial<ShopFacts>): Record<string, unknown> {
  const shop = shopOf(ledger, fields);
  ledger.shops.set(shop.id, { ...shop, ...edit, timeStamp: ledger.now() });
  return { shopID: shop.id };
}

function changeEmployee(ledger: Ledger, fields: Fields, edit: Partial<EmployeeFacts>): Record<string, unknown> {
  const id = optionalNumber(fields, 'employeeID') ?? ledger.scenario.authorisingEmployee;
  const employee = ledger.employees.get(id);
  if (employee === undefined) throw new ControlRefusal(404, `there is no employee ${id}`);
  ledger.employees.set(id, { ...employee, ...edit, timeStamp: ledger.now() });
  return { employeeID: id };
}

function shiftOf(ledger: Ledger, fields: Fields): ShiftFacts {
  const id = number(fields, 'employeeHoursID');
  const shift = ledger.shift(id);
  if (shift === undefined) throw new ControlRefusal(404, `there is no shift ${id}`);
  return shift;
}
