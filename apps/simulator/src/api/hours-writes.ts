import type { ShiftFacts } from '../till/facts.js';
import type { Ledger } from '../till/ledger.js';
import { badRequest, notFound } from '../wire/failures.js';
import { readInstant } from '../wire/text.js';
import { shiftJson } from './tables-json.js';

type Body = Readonly<Record<string, unknown>>;

/** POST, PUT and DELETE of EmployeeHours: hours can be rewritten at any time and leave no trace. */
export function writeHours(ledger: Ledger, method: string, id: number | undefined, body: Body): string {
  if (method === 'POST' && id === undefined) {
    const shift = apply(
      { id: ledger.nextId('shift'), kind: 'normal', employee: 0, shop: 0, checkIn: ledger.now(), checkOut: undefined },
      body,
    );
    return keep(ledger, shift);
  }
  const existing = id === undefined ? undefined : ledger.shift(id);
  if (id === undefined || existing === undefined) throw notFound('EmployeeHours', id ?? '');
  if (method === 'DELETE') {
    ledger.shifts.set(id, undefined);
    return `{"name":"EmployeeHours","primaryID":"${id}"}`;
  }
  return keep(ledger, apply(existing, body));
}

function keep(ledger: Ledger, shift: ShiftFacts): string {
  if (!ledger.employees.has(shift.employee)) throw badRequest('employeeID is not valid.');
  if (!ledger.shops.has(shift.shop)) throw badRequest('shopID is not valid.');
  ledger.shifts.set(shift.id, shift);
  return `{"@attributes":{"count":"1"},"EmployeeHours":${shiftJson(shift)}}`;
}

function apply(shift: ShiftFacts, body: Body): ShiftFacts {
  return {
    ...shift,
    employee: body['employeeID'] === undefined ? shift.employee : Number(body['employeeID']),
    shop: body['shopID'] === undefined ? shift.shop : Number(body['shopID']),
    checkIn: instant(body, 'checkIn') ?? shift.checkIn,
    checkOut: body['checkOut'] === '' ? undefined : (instant(body, 'checkOut') ?? shift.checkOut),
  };
}

function instant(body: Body, name: string): number | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  const seconds = typeof value === 'string' ? readInstant(value) : undefined;
  if (seconds === undefined) throw badRequest(`${name} is not a valid date.`);
  return seconds;
}
