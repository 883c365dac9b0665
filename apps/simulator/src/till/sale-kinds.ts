import { draftLine, draftPayment, draftSale, payInFull } from './draft.js';
import type { ItemFacts, LineFacts, SaleFacts, SaleKind } from './facts.js';
import { isCompletedKind } from './kind-schedule.js';

/** What the generator must know of a shop. */
export interface SellingShop {
  readonly id: number;
  readonly tax1Rate: number;
  readonly tax2Rate: number;
  readonly registers: readonly number[];
  readonly employees: readonly number[];
}

/** Types of payment, as the API numbers them. */
const CASH = 1;
const CARD = 3;
const CREDIT = 4;
const GIFT = 5;

/** What is decided of a ticket before its kind is: a number gives the same one each time. */
export interface Ticket {
  readonly id: number;
  readonly shop: SellingShop;
  readonly register: number;
  readonly employee: number;
  /** Seconds. */
  readonly opened: number;
  /** Seconds; of an open ticket when it was last touched. */
  readonly done: number;
  readonly items: readonly ItemFacts[];
  /** A number from 0 to below `sides`, the same for the same ticket and salt. */
  roll(salt: number, sides: number): number;
}

type Maker = (ticket: Ticket, parent: SaleFacts | undefined) => SaleFacts;

/** How a ticket of each kind is rung up. `parent` is the sale that a refund or an exchange takes from. */
export const makers: Readonly<Record<SaleKind, Maker>> = {
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
