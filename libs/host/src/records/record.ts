import type { Instant, Line, LineKind, Sale, SaleState, Shift } from '@tillbridge/domain';
import type { SaleRecord, ShiftRecord, ShopRecord } from '@tillbridge/plugin-kit';

import {
  MalformedField,
  choiceOf,
  decimalOf,
  fieldsOf,
  flagOf,
  instantOf,
  instantOrNull,
  textOf,
  textOrNull,
} from './record-fields.js';

/** What a connector tells of a record beside its content. */
export interface RecordMarks {
  /** The POS's version; null in a stream of mode `span`. */
  readonly version: string | null;
  /** The POS says that the record is gone. */
  readonly deleted: boolean;
}

export interface ReadSale extends Sale, RecordMarks {}
export interface ReadShift extends Shift, RecordMarks {}

const STATES: ReadonlySet<SaleState> = new Set(['completed', 'open', 'voided']);
const LINE_KINDS: ReadonlySet<LineKind> = new Set([
  'item',
  'miscellaneous',
  'giftCard',
  'deposit',
  'storeCredit',
  'rebate',
  'fee',
]);

/**
 * A sale that a plugin gave, as a sale of the domain. Fields that the contract does not name are dropped.
 *
 * @param latest no instant may lie after it
 * @throws MalformedField
 */
export function saleOf(record: SaleRecord, latest: Instant = Number.POSITIVE_INFINITY): ReadSale {
  const fields = fieldsOf(record, 'sale');
  const state = choiceOf(fields, 'state', STATES);
  const completedAt = instantOrNull(fields, 'completedAt', latest);
  // Without it a completed sale belongs to no hour.
  if (state === 'completed' && completedAt === null) throw new MalformedField('completedAt', 'an instant');
  return {
    id: textOf(fields, 'id'),
    shop: textOf(fields, 'shop'),
    state,
    completedAt,
    net: decimalOf(fields, 'net'),
    gross: decimalOf(fields, 'gross'),
    currency: textOrNull(fields, 'currency'),
    register: textOrNull(fields, 'register'),
    source: textOrNull(fields, 'source'),
    employee: textOrNull(fields, 'employee'),
    lines: linesOf(fields['lines']),
    version: textOrNull(fields, 'version'),
    deleted: flagOf(fields, 'deleted'),
  };
}

/** @throws MalformedField */
export function shiftOf(record: ShiftRecord, latest: Instant = Number.POSITIVE_INFINITY): ReadShift {
  const fields = fieldsOf(record, 'shift');
  const start = instantOf(fields, 'start', latest);
  const end = instantOrNull(fields, 'end', latest);
  return {
    id: textOf(fields, 'id'),
    shop: textOf(fields, 'shop'),
    employee: textOf(fields, 'employee'),
    start,
    end,
    version: textOrNull(fields, 'version'),
    deleted: flagOf(fields, 'deleted'),
  };
}

/** @throws MalformedField */
export function shopOf(record: ShopRecord): ShopRecord {
  const fields = fieldsOf(record, 'shop');
  return {
    posId: textOf(fields, 'posId'),
    name: textOf(fields, 'name'),
    timeZone: textOrNull(fields, 'timeZone'),
    currency: textOrNull(fields, 'currency'),
    archived: flagOf(fields, 'archived'),
  };
}

function linesOf(value: unknown): readonly Line[] {
  if (!Array.isArray(value)) throw new MalformedField('lines', 'a list');
  return value.map((line: unknown, index) => {
    try {
      const fields = fieldsOf(line, 'line');
      const kind = choiceOf(fields, 'kind', LINE_KINDS);
      return { kind, quantity: decimalOf(fields, 'quantity'), unitPrice: decimalOf(fields, 'unitPrice') };
    } catch (error) {
      throw error instanceof MalformedField
        ? new MalformedField(`lines.${index}.${error.field}`, error.expected)
        : error;
    }
  });
}
