import { instantText, type Interval, type Sale, type Shift } from '@tillbridge/domain';
import {
  hashSale,
  hashShift,
  saveSales,
  saveShifts,
  type HashedSale,
  type HashedShift,
  type LedgerStream,
  type RecordChange,
  type Session,
  type Trigger,
} from '@tillbridge/store';
import type { LookUpAnswer, PosCalls, PosBatch } from '../pos-calls.js';

/** What differs between reading sales and reading shifts, so that a slice is read by one piece of code. */
export interface Stream<Record, Hashed extends { readonly hash: string }> {
  readonly name: LedgerStream;
  read(calls: PosCalls, span: Interval, shops: readonly string[]): AsyncIterable<PosBatch<Record>>;
  lookUp(calls: PosCalls, ids: readonly string[]): Promise<LookUpAnswer<Record>>;
  idOf(record: Record): string;
  hash(record: Record): Hashed;
  save(session: Session, connectionId: string, records: readonly Hashed[]): Promise<RecordChange[]>;
  readonly triggers: { readonly new: Trigger; readonly changed: Trigger; readonly deleted: Trigger };
}

export const salesStream: Stream<Sale, HashedSale> = {
  name: 'sales',
  read: (calls, span, shops) => calls.readSales(spanRequest(span, shops)),
  lookUp: (calls, ids) => calls.lookUpSales(ids),
  idOf: (sale) => sale.id,
  hash: hashSale,
  save: saveSales,
  triggers: { new: 'sale.new', changed: 'sale.changed', deleted: 'sale.deleted' },
};

/** `longest` bounds how far an open shift reaches. */
export function shiftsStream(longest: number): Stream<Shift, HashedShift> {
  return {
    name: 'shifts',
    read: (calls, span, shops) => calls.readShifts(spanRequest(span, shops)),
    lookUp: (calls, ids) => calls.lookUpShifts(ids),
    idOf: (shift) => shift.id,
    hash: hashShift,
    save: (session, connectionId, shifts) => saveShifts(session, connectionId, shifts, longest),
    triggers: { new: 'shift.new', changed: 'shift.changed', deleted: 'shift.deleted' },
  };
}

function spanRequest(span: Interval, shops: readonly string[]) {
  return { mode: 'span' as const, from: instantText(span.from), to: instantText(span.to), shops };
}
