import { draftLine, draftSale, payInFull } from '../till/draft.js';
import type { LineFacts, SaleFacts, ShopFacts } from '../till/facts.js';
import { voidSale } from '../till/generated-sales.js';
import type { Ledger } from '../till/ledger.js';
import {
  ControlRefusal,
  list,
  number,
  optionalCents,
  optionalInstant,
  optionalNumber,
  optionalText,
  refuse,
} from './fields.js';
import type { Fields } from './fields.js';

type Answer = Record<string, unknown>;

/** Edits of sales after the fact. Each answers with the id it touched or made. */
export const saleEdits: Readonly<Record<string, (ledger: Ledger, fields: Fields) => Answer>> = {
  'sales/void': (ledger, fields) => {
    const sale = find(ledger, fields);
    const at = ledger.now();
    ledger.sales.set(sale.id, voidSale(sale, at));
    const reason = optionalText(fields, 'reason') ?? 'wrong customer';
    const id = ledger.nextId('void');
    ledger.voids.set(id, { id, createTime: at, reason, sale: sale.id, employee: sale.employee, shop: sale.shop });
    return { saleID: sale.id };
  },
  'sales/backdate': (ledger, fields) => {
    const sale = find(ledger, fields);
    const completeTime = optionalInstant(fields, 'completeTime');
    if (completeTime === undefined) throw refuse("'completeTime' is missing");
    if (completeTime > ledger.now()) throw refuse("'completeTime' must not lie in the future");
    ledger.sales.set(sale.id, { ...sale, completeTime, timeStamp: completeTime, updateTime: ledger.now() });
    return { saleID: sale.id };
  },
  'sales/complete': (ledger, fields) => {
    const sale = find(ledger, fields);
    if (sale.completeTime !== undefined) throw refuse('this sale is completed already');
    const completeTime = optionalInstant(fields, 'completeTime') ?? ledger.now();
    const lines = sale.lines.map((line) => ({ ...line, timeStamp: completeTime }));
    const done: SaleFacts = {
      ...sale,
      kind: 'normal',
      completeTime,
      timeStamp: completeTime,
      updateTime: ledger.now(),
      lines,
    };
    ledger.sales.set(sale.id, payInFull(done, sale.id * 10 + 1, 1));
    return { saleID: sale.id };
  },
  'sales/move': (ledger, fields) => {
    const sale = find(ledger, fields);
    const shop = shopOf(ledger, number(fields, 'shopID'));
    const lines = sale.lines.map((line) => ({ ...line, shop: shop.id }));
    ledger.sales.set(sale.id, { ...sale, shop: shop.id, lines, updateTime: ledger.now() });
    return { saleID: sale.id };
  },
  'sales/delete': (ledger, fields) => {
    const sale = find(ledger, fields);
    ledger.sales.set(sale.id, undefined);
    return { saleID: sale.id };
  },
  'sales/restore': (ledger, fields) => {
    const id = number(fields, 'saleID');
    if (!ledger.restoreSale(id)) throw new ControlRefusal(404, `there was no sale ${id} at first`);
    return { saleID: id };
  },
  'sales/refund': (ledger, fields) => ({ saleID: refund(ledger, find(ledger, fields), fields) }),
  'sales/add': (ledger, fields) => ({ saleID: add(ledger, fields) }),
};

function find(ledger: Ledger, fields: Fields): SaleFacts {
  const id = number(fields, 'saleID');
  const sale = ledger.sale(id);
  if (sale === undefined) throw new ControlRefusal(404, `there is no sale ${id}`);
  return sale;
}

function shopOf(ledger: Ledger, id: number): ShopFacts {
  const shop = ledger.shops.get(id);
  if (shop === undefined) throw new ControlRefusal(404, `there is no shop ${id}`);
  return shop;
}

/** A refund is a sale of its own with negative quantities; the original stays as it was. */
function refund(ledger: Ledger, original: SaleFacts, fields: Fields): number {
  if (original.completeTime === undefined) throw refuse('an open ticket cannot be refunded');
  const id = ledger.nextId('sale');
  const completeTime = optionalInstant(fields, 'completeTime') ?? ledger.now();
  const lines = original.lines.map((line, at) => ({
    ...line,
    id: id * 10 + 1 + at,
    sale: id,
    quantity: -line.quantity,
    discountAmount: -line.discountAmount,
    parent: line.id,
    note: undefined,
    createTime: completeTime,
    timeStamp: completeTime,
  }));
  const { shop, register, employee, customer, tax1Rate, tax2Rate } = original;
  const sale = draftSale({
    id,
    kind: 'refund',
    shop,
    register,
    employee,
    customer,
    createTime: completeTime,
    completeTime,
    updateTime: Math.max(ledger.now(), completeTime),
    tax1Rate,
    tax2Rate,
    lines,
  });
  const paid = original.payments[0];
  ledger.sales.set(id, payInFull(sale, id * 10 + 1, paid?.type ?? 1, { refunds: paid?.id ?? 0 }));
  return id;
}

function add(ledger: Ledger, fields: Fields): number {
  const shop = shopOf(ledger, number(fields, 'shopID'));
  const id = ledger.nextId('sale');
  const completeTime = optionalInstant(fields, 'completeTime') ?? ledger.now();
  const register =
    optionalNumber(fields, 'registerID') ??
    [...ledger.registers.values()].find((candidate) => candidate.shop === shop.id)?.id ??
    0;
  const employee = optionalNumber(fields, 'employeeID') ?? ledger.scenario.authorisingEmployee;
  const { tax1Rate, tax2Rate } = shop;
  const wanted = list(fields, 'lines');
  const given = wanted.length === 0 ? [{}] : wanted;
  const lines = given.map((line, at): LineFacts => {
    const item = optionalNumber(line, 'itemID') ?? ledger.scenario.items[0]?.id ?? 0;
    const price =
      optionalCents(line, 'price') ?? ledger.scenario.items.find((candidate) => candidate.id === item)?.price ?? 0;
    const quantity = optionalNumber(line, 'quantity') ?? 1;
    return draftLine({
      id: id * 10 + 1 + at,
      sale: id,
      shop: shop.id,
      employee,
      createTime: completeTime,
      price,
      item,
      quantity,
      tax1Rate,
      tax2Rate,
    });
  });
  const sale = draftSale({
    id,
    kind: 'normal',
    shop: shop.id,
    register,
    employee,
    createTime: completeTime,
    completeTime,
    updateTime: Math.max(ledger.now(), completeTime),
    tax1Rate,
    tax2Rate,
    lines,
  });
  ledger.sales.set(id, payInFull(sale, id * 10 + 1, 1));
  return id;
}
