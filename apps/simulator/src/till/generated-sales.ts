import { draftLine, draftPayment, draftSale, payInFull } from './draft.js';
import type { ItemFacts, LineFacts, SaleFacts, SaleKind } from './facts.js';
import { mix } from './hash.js';
import { isCompletedKind, kindOf } from './kind-schedule.js';
import type { Timetable } from './timetable.js';

/** What the generator must know of a shop. */
export interface SellingShop {
  readonly id: number;
  readonly tax1Rate: number;
  readonly tax2Rate: number;
  readonly registers: readonly number[];
  readonly employees: readonly number[];
}

export interface GeneratedSalesOptions {
  readonly seed: number;
  readonly firstId: number;
  readonly timetable: Timetable;
  readonly shops: ReadonlyMap<number, SellingShop>;
  readonly items: readonly ItemFacts[];
  /** The register of the web shop and the shop it belongs to. */
  readonly web: { readonly shop: number; readonly register: number };
}

/** Sales computed from their number; nothing is kept. A line's id is ten times its sale's id plus its place, a payment's likewise. */
export interface GeneratedSales {
  readonly firstId: number;
  readonly count: number;
  /** The instant at which the ticket was completed, or last touched while open. Rises with the id. */
  timeOf(id: number): number;
  kindOf(id: number): SaleKind;
  shopOf(id: number): number;
  /** The first id whose instant is at or after this one. */
  idAt(seconds: number): number;
  /** The instant at which a voided sale is voided: until then it is an ordinary sale. */
  voidTimeOf(id: number): number;
  sale(id: number, now: number): SaleFacts;
}

/** A generated sale is voided within this many seconds of its completion. */
export const VOID_LAG = 3 * 3600;
/** A generated ticket is opened at most this many seconds before it is completed. */
export const OPEN_LAG = 900;

const CASH = 1;
const CARD = 3;
const CREDIT = 4;
const GIFT = 5;

export function createGeneratedSales(options: GeneratedSalesOptions): GeneratedSales {
  const { seed, firstId, timetable, web } = options;
  const kind = (id: number) => kindOf(seed, id - firstId);
  const shopOf = (id: number) => (kind(id) === 'webRegister' ? web.shop : timetable.shopOf(id - firstId));
  const timeOf = (id: number) => timetable.timeOf(id - firstId);
  const voidTimeOf = (id: number) => timeOf(id) + 60 + (mix(seed, id, 9) % (VOID_LAG - 60));

  function ticket(id: number): Ticket {
    const shop = options.shops.get(shopOf(id)) ?? nowhere;
    const done = timeOf(id);
    const roll = (salt: number, sides: number) => mix(seed, id, salt) % sides;
    return {
      id,
      shop,
      register: kind(id) === 'webRegister' ? web.register : (shop.registers[roll(10, shop.registers.length || 1)] ?? 0),
      employee: shop.employees[roll(11, shop.employees.length || 1)] ?? 0,
      opened: done - 40 - roll(12, OPEN_LAG - 41),
      done,
      items: options.items,
      roll,
    };
  }
  function parentOf(id: number): SaleFacts | undefined {
    const shop = shopOf(id);
    for (let at = id - 1; at >= firstId && at > id - 400; at -= 1) {
      if (kind(at) === 'normal' && shopOf(at) === shop) return makers.normal(ticket(at), undefined);
    }
    return undefined;
  }
  function sale(id: number, now: number): SaleFacts {
    const its = kind(id);
    const parent = its === 'refund' || its === 'exchange' ? parentOf(id) : undefined;
    const made = makers[its](ticket(id), parent);
    if (its !== 'voided') return made;
    const voidTime = voidTimeOf(id);
    return voidTime <= now ? voidSale(made, voidTime) : { ...made, kind: 'normal' };
  }
  return {
    firstId,
    count: timetable.count,
    timeOf,
    kindOf: kind,
    shopOf,
    idAt: (seconds) => firstId + timetable.indexAt(seconds),
    voidTimeOf,
    sale,
  };
}

/** A voided sale keeps its amounts and completion, its payments are archived, and only updateTime shows when it happened. */
export function voidSale(sale: SaleFacts, at: number): SaleFacts {
  return {
    ...sale,
    kind: 'voided',
    voided: true,
    updateTime: at,
    payments: sale.payments.map((payment) => ({ ...payment, archived: true })),
  };
}

interface Ticket {
  readonly id: number;
  readonly shop: SellingShop;
  readonly register: number;
  readonly employee: number;
  readonly opened: number;
  readonly done: number;
  readonly items: readonly ItemFacts[];
  roll(salt: number, sides: number): number;
}

const nowhere: SellingShop = { id: 0, tax1Rate: 0, tax2Rate: 0, registers: [], employees: [] };

type Maker = (ticket: Ticket, parent: SaleFacts | undefined) => SaleFacts;

const makers: Readonly<Record<SaleKind, Maker>> = {
  normal: (ticket) => shopping(ticket, 'normal', {}),
  voided: (ticket) => shopping(ticket, 'voided', {}),
  discount: (ticket) => {
    const lines = goods(ticket, 2).map((line, place) =>
      place === 0
        ? { ...line, discountPercent: 500 * (1 + ticket.roll(30, 6)), discount: 3 }
        : { ...line, discountAmount: 1 + ticket.roll(31, line.price), discount: 4 },
    );
    return paidBy(ticket, sold(ticket, 'discount', { lines }));
  },
  refund: (ticket, parent) => {
    const lines = [returned(ticket, parent, 1)];
    const sale = sold(ticket, 'refund', { lines });
    const paid = parent?.payments[0];
    return payInFull(sale, sale.id * 10 + 1, paid?.type ?? CASH, { refunds: paid?.id ?? 0 });
  },
  exchange: (ticket, parent) => {
    const lines = [returned(ticket, parent, 1), goodsLine(ticket, 2)];
    return paidBy(ticket, sold(ticket, 'exchange', { lines }));
  },
  open: (ticket) => left(ticket, 'open', goods(ticket, 1 + ticket.roll(20, 3))),
  empty: (ticket) => left(ticket, 'empty', []),
  giftCardLoad: (ticket) => {
    const amount = 2500 * (1 + ticket.roll(32, 4));
    const lines = [noteLine(ticket, 1, 0, 'Gift Card Purchase')];
    return onAccount(ticket, sold(ticket, 'giftCardLoad', { lines }), [-amount, GIFT, amount]);
  },
  giftCardPayment: (ticket) => {
    const sale = sold(ticket, 'giftCardPayment', { lines: goods(ticket, 1 + ticket.roll(20, 3)) });
    return payInFull(sale, sale.id * 10 + 1, GIFT, { creditAccount: 31 });
  },
  deposit: (ticket) => {
    const amount = 1000 * (1 + ticket.roll(32, 20));
    return onAccount(ticket, sold(ticket, 'deposit', { customer: 12 }), [-amount, CREDIT, amount]);
  },
  storeCredit: (ticket) => {
    const amount = 500 * (1 + ticket.roll(32, 20));
    const sale = sold(ticket, 'storeCredit', { customer: 12, lines: [noteLine(ticket, 1, -amount, 'Store credit')] });
    return payInFull(sale, sale.id * 10 + 1, CREDIT, { creditAccount: 32 });
  },
  layawayPickup: (ticket) => {
    const lines = goods(ticket, 1 + ticket.roll(20, 2)).map((line) => ({
      ...line,
      layaway: true,
      customer: 12,
      createTime: line.createTime - 86400 * (1 + ticket.roll(33, 9)),
    }));
    return paidBy(ticket, sold(ticket, 'layawayPickup', { customer: 12, lines }));
  },
  itemFee: (ticket) => {
    const bottle = goodsLine(ticket, 1);
    const fee = draftLine({
      ...place(ticket, 2),
      price: 25,
      quantity: bottle.quantity,
      taxed: false,
      cost: 0,
      itemFee: 1,
      lineType: 'item_fee',
    });
    return paidBy(ticket, sold(ticket, 'itemFee', { lines: [bottle, fee] }));
  },
  miscellaneous: (ticket) => {
    const extra = draftLine({
      ...place(ticket, 2),
      ...rates(ticket),
      price: 300 + ticket.roll(34, 3000),
      quantity: 1 + ticket.roll(35, 2),
    });
    return paidBy(ticket, sold(ticket, 'miscellaneous', { lines: [goodsLine(ticket, 1), extra] }));
  },
  webRegister: (ticket) => shopping(ticket, 'webRegister', {}),
  webReference: (ticket) =>
    shopping(ticket, 'webReference', { referenceNumber: 'W' + ticket.id, referenceSource: 'webshop' }),
  workOrder: (ticket) => {
    const part = { ...goodsLine(ticket, 1), workOrder: true };
    const labour = draftLine({
      ...place(ticket, 2),
      ...rates(ticket),
      price: 4500,
      cost: 0,
      workOrder: true,
      note: note(ticket, 2, 'Labour'),
    });
    return paidBy(ticket, sold(ticket, 'workOrder', { lines: [part, labour] }));
  },
};

function shopping(ticket: Ticket, kind: SaleKind, more: Partial<SaleFacts>): SaleFacts {
  return paidBy(ticket, sold(ticket, kind, { ...more, lines: goods(ticket, 1 + ticket.roll(20, 4)) }));
}

function sold(ticket: Ticket, kind: SaleKind, more: Partial<SaleFacts>): SaleFacts {
  return draftSale({
    id: ticket.id,
    kind,
    shop: ticket.shop.id,
    register: ticket.register,
    employee: ticket.employee,
    createTime: ticket.opened,
    ...(isCompletedKind(kind) ? { completeTime: ticket.done } : { timeStamp: ticket.done }),
    ...rates(ticket),
    ...more,
  });
}

function left(ticket: Ticket, kind: 'open' | 'empty', lines: readonly LineFacts[]): SaleFacts {
  return sold(ticket, kind, { lines, quote: kind === 'open' && ticket.roll(36, 4) === 0 ? ticket.id : 0 });
}

function paidBy(ticket: Ticket, sale: SaleFacts): SaleFacts {
  const cash = ticket.roll(21, 3) === 0;
  const paid = payInFull(sale, sale.id * 10 + 1, cash ? CASH : CARD);
  const amount = paid.payments[0]?.amount ?? 0;
  return cash && amount > 0 ? { ...paid, change: (2000 - (amount % 2000)) % 2000 } : paid;
}

/** A gift card load or a deposit: money comes in and goes onto an account, so the total of the sale is zero. */
function onAccount(
  ticket: Ticket,
  sale: SaleFacts,
  [credit, type, money]: readonly [number, number, number],
): SaleFacts {
  const both = { sale: sale.id, createTime: ticket.done, register: ticket.register, employee: ticket.employee };
  const creditAccount = type === GIFT ? 31 : 32;
  return {
    ...sale,
    payments: [
      draftPayment({ ...both, id: sale.id * 10 + 1, amount: credit, type, creditAccount }),
      draftPayment({ ...both, id: sale.id * 10 + 2, amount: money, type: CASH }),
    ],
  };
}

function rates(ticket: Ticket): { tax1Rate: number; tax2Rate: number } {
  return { tax1Rate: ticket.shop.tax1Rate, tax2Rate: ticket.shop.tax2Rate };
}

function place(
  ticket: Ticket,
  at: number,
): Pick<LineFacts, 'id' | 'sale' | 'shop' | 'employee' | 'createTime' | 'timeStamp'> {
  return {
    id: ticket.id * 10 + at,
    sale: ticket.id,
    shop: ticket.shop.id,
    employee: ticket.employee,
    createTime: ticket.opened + at * 5,
    timeStamp: ticket.done,
  };
}

function goods(ticket: Ticket, count: number): LineFacts[] {
  return Array.from({ length: count }, (_, at) => goodsLine(ticket, at + 1));
}

function goodsLine(ticket: Ticket, at: number): LineFacts {
  const item = ticket.items[ticket.roll(40 + at, ticket.items.length || 1)];
  const quantity = ticket.roll(50 + at, 4) === 0 ? 2 + ticket.roll(60 + at, 3) : 1;
  return draftLine({ ...place(ticket, at), ...rates(ticket), price: item?.price ?? 0, item: item?.id ?? 0, quantity });
}

function returned(ticket: Ticket, parent: SaleFacts | undefined, at: number): LineFacts {
  const line = parent?.lines[0] ?? goodsLine(ticket, at);
  const quantity = -1;
  return draftLine({
    ...place(ticket, at),
    ...rates(ticket),
    price: line.price,
    item: line.item,
    quantity,
    parent: parent === undefined ? 0 : line.id,
  });
}

function noteLine(ticket: Ticket, at: number, price: number, text: string): LineFacts {
  return draftLine({ ...place(ticket, at), price, taxed: false, note: note(ticket, at, text) });
}

function note(ticket: Ticket, at: number, text: string): { id: number; text: string; timeStamp: number } {
  return { id: ticket.id * 10 + at, text, timeStamp: ticket.opened + at * 5 };
}
