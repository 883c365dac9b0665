import type { LineFacts, PaymentFacts, PaymentTypeFacts, SaleFacts } from '../till/facts.js';
import { lineTotals, saleTotals } from '../till/totals.js';
import { fromCents, fromScaled } from '../wire/decimal.js';
import { quote, stamp } from '../wire/text.js';

/**
 * Sales, lines and payments as text, key by key in the wire's order. A page of a hundred sales is some 300 kB, so the text is
 * built directly and no object stands between.
 */
export function saleJson(sale: SaleFacts, relations: string): string {
  const money = saleTotals(sale);
  const taxable = fromCents(money.subtotal - money.discount);
  const cost = fromCents(money.cost);
  const total = fromCents(money.total);
  const tax1 = fromCents(money.tax1);
  const tax2 = fromCents(money.tax2);
  const completed = sale.completeTime === undefined ? '' : `,"completeTime":"${stamp(sale.completeTime)}"`;
  return (
    `{"saleID":"${sale.id}","timeStamp":"${stamp(sale.timeStamp)}","discountPercent":"0","completed":"${sale.completeTime !== undefined}"` +
    `,"archived":"${sale.archived}","voided":"${sale.voided}","enablePromotions":"true","isTaxInclusive":"false"` +
    `,"createTime":"${stamp(sale.createTime)}","updateTime":"${stamp(sale.updateTime)}"${completed}` +
    `,"referenceNumber":${quote(sale.referenceNumber)},"referenceNumberSource":${quote(sale.referenceSource)}` +
    `,"tax1Rate":"${rateText(sale.tax1Rate)}","tax2Rate":"${rateText(sale.tax2Rate)}","change":"${fromCents(sale.change)}"` +
    `,"tipEnabled":"false","receiptPreference":"printed","displayableSubtotal":"${taxable}"` +
    `,"ticketNumber":"22${String(sale.id).padStart(10, '0')}","calcDiscount":"${fromCents(money.discount)}","calcTotal":"${total}"` +
    `,"calcSubtotal":"${fromCents(money.subtotal)}","calcTaxable":"${fromCents(money.taxable)}","calcNonTaxable":"${fromCents(money.nonTaxable)}"` +
    `,"calcAvgCost":"${cost}","calcFIFOCost":"${cost}","calcTax1":"${tax1}","calcTax2":"${tax2}"` +
    `,"calcPayments":"${fromCents(money.payments)}","calcTips":"${fromCents(money.tips)}","calcItemFees":"${fromCents(money.fees)}"` +
    `,"total":"${total}","totalDue":"${fromCents(money.totalDue)}","displayableTotal":"${fromCents(money.displayableTotal)}"` +
    `,"balance":"${fromCents(money.total - money.payments)}","customerID":"${sale.customer}","discountID":"0"` +
    `,"employeeID":"${sale.employee}","tipEmployeeID":"0","quoteID":"${sale.quote}","registerID":"${sale.register}"` +
    `,"shipToID":"0","shopID":"${sale.shop}","taxCategoryID":"1"${relations}` +
    `,"taxTotal":"${fromCents(money.tax1 + money.tax2)}"}`
  );
}

const rates = new Map<number, string>();

/** An account has a handful of tax rates, each written on every line. */
function rateText(rate: number): string {
  let known = rates.get(rate);
  if (known === undefined) {
    known = fromScaled(rate, 5);
    rates.set(rate, known);
  }
  return known;
}

/** `extra` is put after taxClassID (`alone`, the line as its own record) or at the end. */
export function lineJson(line: LineFacts, alone: boolean, extra: string): string {
  const money = lineTotals(line);
  const cost = fromCents(line.cost);
  const note = line.note;
  const noteText =
    note === undefined
      ? ''
      : `,"Note":{"noteID":"${note.id}","note":${quote(note.text)},"isPublic":"false","timeStamp":"${stamp(note.timeStamp)}"}`;
  return (
    `{"saleLineID":"${line.id}","createTime":"${stamp(line.createTime)}","timeStamp":"${stamp(line.timeStamp)}"` +
    `,"unitQuantity":"${line.quantity}","unitPrice":"${fromCents(line.price)}","normalUnitPrice":"${fromCents(line.normalPrice)}"` +
    `,"discountAmount":"${fromCents(line.discountAmount)}","discountPercent":"${fromScaled(line.discountPercent, 4)}"` +
    `,"avgCost":"${cost}","fifoCost":"${cost}","tax":"${line.taxed}","tax1Rate":"${rateText(line.tax1Rate)}"` +
    `,"tax2Rate":"${rateText(line.tax2Rate)}","isLayaway":"${line.layaway}","isWorkorder":"${line.workOrder}"` +
    `,"isSpecialOrder":"${line.specialOrder}","displayableSubtotal":"${fromCents(money.discounted)}"` +
    `,"displayableUnitPrice":"${fromCents(line.price)}","lineType":"${line.lineType}"` +
    `,"calcLineDiscount":"${fromCents(money.discount)}","calcTransactionDiscount":"0","calcTotal":"${fromScaled(money.total, 7)}"` +
    `,"calcSubtotal":"${fromCents(money.subtotal)}","calcTax1":"${fromScaled(money.tax1, 7)}","calcTax2":"${fromScaled(money.tax2, 7)}"` +
    `,"taxClassID":"1","customerID":"${line.customer}","discountID":"${line.discount}","employeeID":"${line.employee}"` +
    `,"itemID":"${line.item}","noteID":"${note === undefined ? 0 : note.id}","parentSaleLineID":"${line.parent}"` +
    `,"shopID":"${line.shop}"${alone ? ',"taxCategoryID":"1"' : ''},"saleID":"${line.sale}","itemFeeID":"${line.itemFee}"${noteText}${extra}}`
  );
}

export function paymentJson(payment: PaymentFacts, type: PaymentTypeFacts | undefined): string {
  const typeText = type === undefined ? '' : `,"PaymentType":${paymentTypeJson(type)}`;
  return (
    `{"salePaymentID":"${payment.id}","amount":"${fromCents(payment.amount)}","createTime":"${stamp(payment.createTime)}"` +
    `,"archived":"${payment.archived}","remoteReference":"","tipAmount":"${fromCents(payment.tip)}","paymentID":""` +
    `,"saleID":"${payment.sale}","paymentTypeID":"${payment.type}","ccChargeID":"0","refPaymentID":"${payment.refunds}"` +
    `,"registerID":"${payment.register}","employeeID":"${payment.employee}","creditAccountID":"${payment.creditAccount}"${typeText}}`
  );
}

export function paymentTypeJson(type: PaymentTypeFacts): string {
  return (
    `{"paymentTypeID":"${type.id}","name":${quote(type.name)},"requireCustomer":"false","archived":"false"` +
    `,"internalReserved":"true","type":"${type.type}","refundAsPaymentTypeID":"${type.refundAs}"}`
  );
}

/** One record stands alone, many in an array; with none the key is left out. */
export function oneOrMany(wrapper: string, name: string, parts: readonly string[]): string {
  if (parts.length === 0) return '';
  return parts.length === 1
    ? `,"${wrapper}":{"${name}":${parts[0] ?? ''}}`
    : `,"${wrapper}":{"${name}":[${parts.join(',')}]}`;
}
