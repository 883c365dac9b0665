import { roundDivide } from '../wire/decimal.js';
import type { LineFacts, PaymentFacts, SaleFacts } from './facts.js';
import { saleTotals } from './totals.js';

type Given<T, Keys extends keyof T> = Pick<T, Keys> & Partial<T>;

/** Completes a line from its few interesting facts; what is not said is what an ordinary line has. */
export function draftLine(
  given: Given<LineFacts, 'id' | 'sale' | 'shop' | 'employee' | 'createTime' | 'price'>,
): LineFacts {
  const taxed = given.taxed ?? true;
  return {
    id: given.id,
    sale: given.sale,
    shop: given.shop,
    employee: given.employee,
    customer: given.customer ?? 0,
    createTime: given.createTime,
    timeStamp: given.timeStamp ?? given.createTime,
    quantity: given.quantity ?? 1,
    price: given.price,
    normalPrice: given.normalPrice ?? 0,
    discountAmount: given.discountAmount ?? 0,
    discountPercent: given.discountPercent ?? 0,
    discount: given.discount ?? 0,
    cost: given.cost ?? costOf(given.price),
    taxed,
    tax1Rate: taxed ? (given.tax1Rate ?? 0) : 0,
    tax2Rate: taxed ? (given.tax2Rate ?? 0) : 0,
    item: given.item ?? 0,
    itemFee: given.itemFee ?? 0,
    lineType: given.lineType ?? '',
    parent: given.parent ?? 0,
    note: given.note,
    layaway: given.layaway ?? false,
    workOrder: given.workOrder ?? false,
    specialOrder: given.specialOrder ?? false,
  };
}

export function costOf(price: number): number {
  return price <= 0 ? 0 : roundDivide(price * 45, 100);
}

export function draftPayment(
  given: Given<PaymentFacts, 'id' | 'sale' | 'amount' | 'createTime' | 'type' | 'register' | 'employee'>,
): PaymentFacts {
  return {
    id: given.id,
    sale: given.sale,
    amount: given.amount,
    tip: given.tip ?? 0,
    createTime: given.createTime,
    archived: given.archived ?? false,
    type: given.type,
    refunds: given.refunds ?? 0,
    register: given.register,
    employee: given.employee,
    creditAccount: given.creditAccount ?? 0,
  };
}

export function draftSale(
  given: Given<SaleFacts, 'id' | 'kind' | 'shop' | 'register' | 'employee' | 'createTime' | 'tax1Rate' | 'tax2Rate'>,
): SaleFacts {
  const touched = given.completeTime ?? given.timeStamp ?? given.createTime;
  return {
    id: given.id,
    kind: given.kind,
    shop: given.shop,
    register: given.register,
    employee: given.employee,
    customer: given.customer ?? 0,
    quote: given.quote ?? 0,
    createTime: given.createTime,
    updateTime: given.updateTime ?? touched,
    timeStamp: given.timeStamp ?? touched,
    completeTime: given.completeTime,
    archived: given.archived ?? false,
    voided: given.voided ?? false,
    referenceNumber: given.referenceNumber ?? '',
    referenceSource: given.referenceSource ?? '',
    tax1Rate: given.tax1Rate,
    tax2Rate: given.tax2Rate,
    change: given.change ?? 0,
    lines: given.lines ?? [],
    payments: given.payments ?? [],
  };
}

/** Pays a sale in full by one payment of this type (1 cash, 3 credit card, 5 gift card...). */
export function payInFull(sale: SaleFacts, id: number, type: number, more: Partial<PaymentFacts> = {}): SaleFacts {
  const payment = draftPayment({
    id,
    sale: sale.id,
    amount: saleTotals(sale).total,
    createTime: sale.completeTime ?? sale.createTime,
    type,
    register: sale.register,
    employee: sale.employee,
    ...more,
  });
  return { ...sale, payments: [payment] };
}
