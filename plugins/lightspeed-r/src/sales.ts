import type { Batch, LineRecord, ReadRequest, SaleRecord } from '@tillbridge/plugin-kit';
import {
  negateDecimal,
  signOfDecimal,
  sumDecimals,
  type Decimal,
  type LineKind,
  type SaleState,
} from '@tillbridge/domain';
import {
  boolOf,
  decimalOf,
  idOf,
  isRow,
  listOf,
  rawOf,
  relationOf,
  requiredId,
  timestampOf,
  UnreadableError,
  type Row,
} from './decode.js';
import type { Context } from './pages.js';
import { readBatches, secondsOf, type Decoding } from './reading.js';
import { salesRequest, type Account } from './requests.js';

const RAW_KEYS =
  'saleID shopID registerID employeeID completed voided archived createTime timeStamp updateTime updatetime completeTime total calcTotal calcSubtotal calcDiscount calcTax1 calcTax2'.split(
    ' ',
  );
const RAW_LINE_KEYS = 'saleLineID itemID itemFeeID lineType unitQuantity unitPrice'.split(' ');

export const SALES: Decoding<SaleRecord> = {
  stream: 'sales',
  idField: 'saleID',
  decode: decodeSale,
  stamp: updatedOf,
  raw: (row) => {
    const lines = isRow(row) && isRow(row['SaleLines']) ? listOf(row['SaleLines'], 'SaleLine') : [];
    return { ...rawOf(row, RAW_KEYS), lines: lines.slice(0, 20).map((line) => rawOf(line, RAW_LINE_KEYS)) };
  },
};

/** Reads sales by time of completion, one batch for each page with its lines: never one request for each sale. */
export async function* readSales(
  context: Context,
  account: Account,
  request: ReadRequest,
): AsyncGenerator<Batch<SaleRecord>, void, undefined> {
  const between = secondsOf(request);
  const first = between === null ? null : salesRequest(account, between, request.shops);
  yield* readBatches(context, first === null ? null : { account, entity: 'Sale', first }, SALES);
}

/**
 * `total - calcTax1 - calcTax2` is what the sale brings before tax and after discounts, whether prices include tax or
 * not. A sale carries no currency: all sales of an account are in the one that its shops carry.
 *
 * @throws UnreadableError
 */
export function decodeSale(row: Row): SaleRecord {
  const gross = decimalOf(row, 'total');
  const state = stateOf(row);
  return {
    id: requiredId(row, 'saleID'),
    shop: requiredId(row, 'shopID'),
    state,
    completedAt: completedAtOf(row, state),
    net: netOf(gross, decimalOf(row, 'calcTax1'), decimalOf(row, 'calcTax2')),
    gross,
    currency: null,
    register: idOf(row['registerID']),
    source: sourceOf(row),
    employee: idOf(row['employeeID']),
    lines: linesOf(row, state, gross),
  };
}

/** A deposit has no lines and a total of 0. A total without lines means that they were not sent: no transaction would be counted. */
function linesOf(row: Row, state: SaleState, gross: Decimal): readonly LineRecord[] {
  const lines = relationOf(row, 'SaleLines', 'SaleLine').map(decodeLine);
  if (lines.length > 0 || state !== 'completed' || gross === '0') return lines;
  throw new UnreadableError(`the sale has a total of ${gross} but came without its SaleLines`);
}

/** A voided sale keeps `completed: true`, so `voided` is looked at first. */
function stateOf(row: Row): SaleState {
  if (boolOf(row['voided'])) return 'voided';
  return boolOf(row['completed']) ? 'completed' : 'open';
}

/** Sales older than completeTime carry their completion in timeStamp. */
function completedAtOf(row: Row, state: SaleState): string | null {
  if (state === 'open') return null;
  const completed = timestampOf(row, 'completeTime');
  if (completed !== null || !boolOf(row['completed'])) return completed;
  const stamped = timestampOf(row, 'timeStamp');
  if (stamped === null) throw new UnreadableError('completeTime is missing');
  return stamped;
}

function netOf(gross: Decimal, tax1: Decimal, tax2: Decimal): Decimal {
  if (tax1 === '0' && tax2 === '0') return gross;
  return sumDecimals([gross, negateDecimal(tax1), negateDecimal(tax2)]);
}

/** Marks a ticket that another system put in, such as a web shop. */
function sourceOf(row: Row): string | null {
  const source = row['referenceNumberSource'];
  return typeof source === 'string' && source !== '' ? source : null;
}

/** The documents spell it one way in the sort list and another in the samples. */
function updatedOf(row: Row): string {
  const updated = row['updateTime'] ?? row['updatetime'] ?? row['timeStamp'];
  return typeof updated === 'string' ? updated : '';
}

function decodeLine(row: unknown): LineRecord {
  if (!isRow(row)) throw new UnreadableError('a line is no object');
  const unitPrice = decimalOf(row, 'unitPrice');
  return { kind: lineKindOf(row, unitPrice), quantity: decimalOf(row, 'unitQuantity'), unitPrice };
}

/**
 * Money that only moves is rung on lines without an item: a gift card at price 0, store credit at a price below 0. A
 * rebate looks like store credit, a deposit like a gift card unless its note was requested; neither is merchandise.
 * A refunded item and the item of a work order stay items.
 */
function lineKindOf(row: Row, unitPrice: Decimal): LineKind {
  const lineType = row['lineType'];
  if (idOf(row['itemFeeID']) !== null || (typeof lineType === 'string' && lineType.startsWith('item_fee')))
    return 'fee';
  if (idOf(row['itemID']) !== null) return 'item';
  const sign = signOfDecimal(unitPrice);
  if (sign < 0) return 'storeCredit';
  if (sign > 0) return 'miscellaneous';
  return /deposit/i.test(noteOf(row)) ? 'deposit' : 'giftCard';
}

function noteOf(row: Row): string {
  const note = row['Note'];
  const text = isRow(note) ? note['note'] : undefined;
  return typeof text === 'string' ? text : '';
}
