import type { LineFacts, SaleFacts } from '../till/facts.js';
import type { Ledger } from '../till/ledger.js';
import { isVisible } from '../till/ledger.js';
import type { SaleTotals } from '../till/totals.js';
import { saleTotals } from '../till/totals.js';
import { merged, sorted } from './entity.js';
import type { Entity, Field, Plan } from './entity.js';
import { itemJson } from './tables-json.js';
import { lineJson, oneOrMany, paymentJson, saleJson } from './sale-json.js';
import { generatedSales } from './sale-rows.js';

const money = (of: (totals: SaleTotals) => number): Field<SaleFacts> => ({
  kind: 'number',
  of: (sale) => of(saleTotals(sale)) * 100000,
});
const id = (of: (sale: SaleFacts) => number): Field<SaleFacts> => ({ kind: 'id', of });
const date = (of: (sale: SaleFacts) => number | undefined): Field<SaleFacts> => ({ kind: 'date', of });
const bool = (of: (sale: SaleFacts) => boolean): Field<SaleFacts> => ({
  kind: 'bool',
  of: (sale) => (of(sale) ? 1 : 0),
});
const text = (of: (sale: SaleFacts) => string): Field<SaleFacts> => ({ kind: 'text', of });
const always = (value: number): Field<SaleFacts> => id(() => value);

const fields: Readonly<Record<string, Field<SaleFacts>>> = {
  saleID: id((sale) => sale.id),
  timeStamp: date((sale) => sale.timeStamp),
  completed: bool((sale) => sale.completeTime !== undefined),
  voided: bool((sale) => sale.voided),
  createTime: date((sale) => sale.createTime),
  updateTime: date((sale) => sale.updateTime),
  updatetime: date((sale) => sale.updateTime),
  completeTime: date((sale) => sale.completeTime),
  referenceNumber: text((sale) => sale.referenceNumber),
  referenceNumberSource: text((sale) => sale.referenceSource),
  ticketNumber: text((sale) => '22' + String(sale.id).padStart(10, '0')),
  calcDiscount: money((totals) => totals.discount),
  calcTotal: money((totals) => totals.total),
  calcSubtotal: money((totals) => totals.subtotal),
  calcTax1: money((totals) => totals.tax1),
  calcTax2: money((totals) => totals.tax2),
  calcPayments: money((totals) => totals.payments),
  total: money((totals) => totals.total),
  totalDue: money((totals) => totals.totalDue),
  displayableTotal: money((totals) => totals.displayableTotal),
  balance: money((totals) => totals.total - totals.payments),
  taxTotal: money((totals) => totals.tax1 + totals.tax2),
  customerID: id((sale) => sale.customer),
  discountID: always(0),
  employeeID: id((sale) => sale.employee),
  quoteID: id((sale) => sale.quote),
  registerID: id((sale) => sale.register),
  shipToID: always(0),
  shopID: id((sale) => sale.shop),
  taxCategoryID: always(1),
};

export const saleEntity: Entity<SaleFacts> = {
  name: 'Sale',
  idField: 'saleID',
  scopes: ['register'],
  fields,
  sortable: ['saleID', 'timeStamp', 'completeTime', 'updatetime', 'updateTime'],
  relations: {
    SaleLines: 'many',
    'SaleLines.Note': 'one',
    'SaleLines.Item': 'one',
    'SaleLines.Discount': 'one',
    'SaleLines.TaxClass': 'one',
    SalePayments: 'many',
    'SalePayments.PaymentType': 'one',
    SaleNotes: 'many',
    Customer: 'one',
    Discount: 'one',
    Quote: 'one',
    ShipTo: 'one',
    TaxCategory: 'one',
  },
  nested: {
    SaleLines: (sale, field) => sale.lines.map((line) => lineField(line, field)),
    SalePayments: (sale, field) =>
      sale.payments.map((payment) =>
        field === 'paymentTypeID' ? payment.type : field === 'salePaymentID' ? payment.id : undefined,
      ),
  },
  id: (sale) => sale.id,
  archived: (sale) => sale.archived,
  rows: saleRows,
  find: (ledger, saleId) => {
    const sale = ledger.sale(saleId);
    return sale !== undefined && ledger.silentShops.get(sale.shop)?.byId === false ? undefined : sale;
  },
  json: (sale, relations, ledger) => saleJson(sale, relationsPart(sale, relations, ledger)),
};

function lineField(line: LineFacts, field: string): number | undefined {
  switch (field) {
    case 'itemID':
      return line.item;
    case 'saleLineID':
      return line.id;
    case 'shopID':
      return line.shop;
    case 'employeeID':
      return line.employee;
    case 'itemFeeID':
      return line.itemFee;
    default:
      return undefined;
  }
}

/** Stated sales as the clock shows them. */
export function statedSales(ledger: Ledger): SaleFacts[] {
  const now = ledger.now();
  const sales: SaleFacts[] = [];
  for (const sale of ledger.sales.values()) if (sale !== undefined && isVisible(sale, now)) sales.push(sale);
  return sales;
}

function* saleRows(ledger: Ledger, plan: Plan): Iterable<SaleFacts> {
  const stated = sorted(saleEntity, statedSales(ledger), plan);
  const all = merged(saleEntity, generatedSales(ledger, plan), stated, plan);
  const { silentShops } = ledger;
  if (silentShops.size === 0) {
    yield* all;
    return;
  }
  // A look-up by ids is a list too; the switch says whether it still finds what the plain list leaves out.
  const asked = plan.bounds.get('saleID')?.values !== undefined;
  for (const sale of all) {
    const silent = silentShops.get(sale.shop);
    if (silent === undefined || (asked && silent.byId)) yield sale;
  }
}

function relationsPart(sale: SaleFacts, relations: ReadonlySet<string>, ledger: Ledger): string {
  let part = '';
  if (relations.has('SaleLines')) part += linesPart(sale, relations.has('SaleLines.Item'), ledger);
  if (relations.has('SalePayments')) {
    const types = ledger.scenario.paymentTypes;
    part += oneOrMany(
      'SalePayments',
      'SalePayment',
      sale.payments.map((payment) =>
        paymentJson(
          payment,
          types.find((type) => type.id === payment.type),
        ),
      ),
    );
  }
  return part;
}

function linesPart(sale: SaleFacts, withItem: boolean, ledger: Ledger): string {
  const lines = sale.lines.map((line) => {
    const item = withItem ? ledger.scenario.items.find((candidate) => candidate.id === line.item) : undefined;
    return lineJson(line, false, item === undefined ? '' : `,"Item":${itemJson(item)}`);
  });
  return oneOrMany('SaleLines', 'SaleLine', lines);
}
