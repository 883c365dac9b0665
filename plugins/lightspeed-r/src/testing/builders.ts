import type { Row } from '../decode.js';

/** Rows as the API writes them: every scalar is text. A key given as undefined is absent. */
type Overrides = Readonly<Record<string, unknown>>;

export function aSaleRow(overrides: Overrides = {}): Row {
  return written({
    saleID: '5001',
    timeStamp: '2026-05-14T14:17:42+00:00',
    completed: 'true',
    archived: 'false',
    voided: 'false',
    createTime: '2026-05-14T14:15:03+00:00',
    updateTime: '2026-05-14T14:17:42+00:00',
    completeTime: '2026-05-14T14:17:42+00:00',
    referenceNumber: '',
    referenceNumberSource: '',
    calcDiscount: '0',
    calcSubtotal: '24.5',
    calcTotal: '26.67',
    calcTax1: '2.17',
    calcTax2: '0',
    total: '26.67',
    customerID: '12',
    employeeID: '2',
    registerID: '1',
    shopID: '1',
    SaleLines: { SaleLine: aLineRow() },
    ...overrides,
  });
}

export function aLineRow(overrides: Overrides = {}): Row {
  return written({
    saleLineID: '9001',
    unitQuantity: '1',
    unitPrice: '24.5',
    lineType: '',
    itemID: '101',
    noteID: '0',
    parentSaleLineID: '0',
    itemFeeID: '0',
    ...overrides,
  });
}

export function aShiftRow(overrides: Overrides = {}): Row {
  return written({
    employeeHoursID: '8801',
    checkIn: '2026-05-14T12:58:41+00:00',
    checkOut: '2026-05-14T17:03:12+00:00',
    employeeID: '2',
    shopID: '1',
    ...overrides,
  });
}

function written(row: Overrides): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}
