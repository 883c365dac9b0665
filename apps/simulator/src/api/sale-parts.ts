import type { LineFacts, PaymentFacts, SaleFacts } from '../till/facts.js';
import type { Ledger } from '../till/ledger.js';
import { lineTotals } from '../till/totals.js';
import type { Bound, Entity, Field, Plan } from './entity.js';
import { merged, sorted } from './entity.js';
import { lineJson, paymentJson } from './sale-json.js';
import { generatedSales } from './sale-rows.js';
import { statedSales } from './sale.js';
import { itemJson } from './tables-json.js';

const lineId = (of: (line: LineFacts) => number): Field<LineFacts> => ({ kind: 'id', of });
const lineDate = (of: (line: LineFacts) => number): Field<LineFacts> => ({ kind: 'date', of });
const lineMoney = (of: (line: LineFacts) => number): Field<LineFacts> => ({
  kind: 'number',
  of: (line) => of(line) * 100000,
});
const lineFlag = (of: (line: LineFacts) => boolean): Field<LineFacts> => ({
  kind: 'bool',
  of: (line) => (of(line) ? 1 : 0),
});

export const lineEntity: Entity<LineFacts> = {
  name: 'SaleLine',
  idField: 'saleLineID',
  scopes: ['register'],
  fields: {
    saleLineID: lineId((line) => line.id),
    saleID: lineId((line) => line.sale),
    shopID: lineId((line) => line.shop),
    employeeID: lineId((line) => line.employee),
    itemID: lineId((line) => line.item),
    customerID: lineId((line) => line.customer),
    itemFeeID: lineId((line) => line.itemFee),
    parentSaleLineID: lineId((line) => line.parent),
    createTime: lineDate((line) => line.createTime),
    timeStamp: lineDate((line) => line.timeStamp),
    unitPrice: lineMoney((line) => line.price),
    calcSubtotal: lineMoney((line) => lineTotals(line).subtotal),
    unitQuantity: { kind: 'number', of: (line) => line.quantity * 10000000 },
    isLayaway: lineFlag((line) => line.layaway),
    isWorkorder: lineFlag((line) => line.workOrder),
    isSpecialOrder: lineFlag((line) => line.specialOrder),
    tax: lineFlag((line) => line.taxed),
    lineType: { kind: 'text', of: (line) => line.lineType },
  },
  sortable: ['saleLineID', 'timeStamp', 'saleID'],
  relations: {
    Discount: 'one',
    TaxClass: 'one',
    TaxCategory: 'one',
    Note: 'one',
    Item: 'one',
    ItemFee: 'one',
    InventorySales: 'many',
  },
  nested: {},
  id: (line) => line.id,
  archived: () => false,
  rows: (ledger, plan) => {
    const loose = [...ledger.looseLines.values()].filter((line) => line.createTime <= ledger.now());
    const stated = [...loose, ...statedSales(ledger).flatMap((sale) => sale.lines)];
    return merged(
      lineEntity,
      parts(ledger, plan, 'saleLineID', (sale) => sale.lines),
      sorted(lineEntity, stated, plan),
      plan,
    );
  },
  find: (ledger, id) => {
    const loose = ledger.looseLines.get(id);
    if (loose !== undefined) return loose;
    const stated = statedSales(ledger).flatMap((sale) => sale.lines);
    return stated.find((line) => line.id === id) ?? saleOfPart(ledger, id)?.lines.find((line) => line.id === id);
  },
  json: (line, relations, ledger) => {
    const item = relations.has('Item')
      ? ledger.scenario.items.find((candidate) => candidate.id === line.item)
      : undefined;
    return lineJson(line, true, item === undefined ? '' : `,"Item":${itemJson(item)}`);
  },
};

const paymentId = (of: (payment: PaymentFacts) => number): Field<PaymentFacts> => ({ kind: 'id', of });

export const paymentEntity: Entity<PaymentFacts> = {
  name: 'SalePayment',
  idField: 'salePaymentID',
  scopes: ['register'],
  fields: {
    salePaymentID: paymentId((payment) => payment.id),
    saleID: paymentId((payment) => payment.sale),
    paymentTypeID: paymentId((payment) => payment.type),
    registerID: paymentId((payment) => payment.register),
    employeeID: paymentId((payment) => payment.employee),
    creditAccountID: paymentId((payment) => payment.creditAccount),
    createTime: { kind: 'date', of: (payment) => payment.createTime },
    timeStamp: { kind: 'date', of: (payment) => payment.createTime },
    amount: { kind: 'number', of: (payment) => payment.amount * 100000 },
  },
  sortable: ['salePaymentID', 'timeStamp', 'saleID'],
  relations: { PaymentType: 'one', SaleAccounts: 'many', CCCharge: 'one', Signatures: 'many' },
  nested: {},
  id: (payment) => payment.id,
  archived: (payment) => payment.archived,
  rows: (ledger, plan) => {
    const stated = statedSales(ledger).flatMap((sale) => sale.payments);
    const generated = parts(ledger, plan, 'salePaymentID', (sale) => sale.payments);
    return merged(paymentEntity, generated, sorted(paymentEntity, stated, plan), plan);
  },
  find: (ledger, id) => {
    const stated = statedSales(ledger).flatMap((sale) => sale.payments);
    return (
      stated.find((payment) => payment.id === id) ??
      saleOfPart(ledger, id)?.payments.find((payment) => payment.id === id)
    );
  },
  json: (payment, relations, ledger) => {
    const type = ledger.scenario.paymentTypes.find((candidate) => candidate.id === payment.type);
    return paymentJson(payment, relations.has('PaymentType') ? type : undefined);
  },
};

/** A generated part's id is ten times its sale's id plus its place. */
function saleOfPart(ledger: Ledger, id: number): SaleFacts | undefined {
  const sale = Math.floor(id / 10);
  return ledger.sales.has(sale) ? undefined : ledger.sale(sale);
}

/** Parts of generated sales in the plan's order: every sort of a part rises with its sale's id, so the sales are walked by id. */
function* parts<Part>(
  ledger: Ledger,
  plan: Plan,
  idField: string,
  of: (sale: SaleFacts) => readonly Part[],
): Iterable<Part> {
  const bounds = new Map<string, Bound>();
  for (const [field, bound] of plan.bounds) {
    if (field === idField) {
      bounds.set('saleID', {
        ...(bound.min === undefined ? {} : { min: Math.floor(bound.min / 10) }),
        ...(bound.max === undefined ? {} : { max: Math.ceil(bound.max / 10) }),
        ...(bound.values === undefined
          ? {}
          : { values: [...new Set(bound.values.map((value) => Math.floor(value / 10)))] }),
      });
    } else if (field === 'saleID' || field === 'timeStamp' || (field === 'createTime' && idField === 'saleLineID')) {
      bounds.set(field, bound);
    }
  }
  const at = plan.after;
  const after = at === undefined ? undefined : { value: Math.floor(at.id / 10), id: Math.floor(at.id / 10) };
  const generated = ledger.scenario.generatedSales;
  const isGenerated = after !== undefined && generated !== undefined && after.id >= generated.firstId;
  const walk: Plan = { sort: 'saleID', descending: plan.descending, after: isGenerated ? after : undefined, bounds };
  for (const sale of generatedSales(ledger, walk)) {
    const list = of(sale);
    if (plan.descending) yield* list.toReversed();
    else yield* list;
  }
}
