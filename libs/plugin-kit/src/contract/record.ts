import type { Decimal, LineKind, SaleState } from '@tillbridge/domain';
import type { Json, Timestamp } from './json.js';
import type { Cause } from './cause.js';

export type StreamName = 'sales' | 'shifts';

/** A shop as the POS lists it. */
export interface ShopRecord {
  readonly posId: string;
  readonly name: string;
  /** IANA name or legacy alias; null where the POS does not say. */
  readonly timeZone: string | null;
  /** ISO 4217; null where the POS does not say. */
  readonly currency: string | null;
  /** An archived shop is still listed: a mapped one must be able to say why it is quiet. */
  readonly archived: boolean;
}

export interface LineRecord {
  readonly kind: LineKind;
  /** Negative on a refund line. */
  readonly quantity: Decimal;
  /** Before discounts; not negative on a refund line. */
  readonly unitPrice: Decimal;
}

export interface SaleRecord {
  readonly id: string;
  readonly shop: string;
  readonly state: SaleState;
  /** null while open. */
  readonly completedAt: Timestamp | null;
  /** Before tax, after discounts; refunds negative. */
  readonly net: Decimal;
  readonly gross: Decimal;
  /** ISO 4217; null where the POS does not say. */
  readonly currency: string | null;
  /** The POS's id of the register. */
  readonly register: string | null;
  /** Where an imported ticket came from, such as a web shop; null for one rung at the till. */
  readonly source: string | null;
  /** The POS's number of the employee, never a name (I6). */
  readonly employee: string | null;
  readonly lines: readonly LineRecord[];
  /** The POS's version where it has a dependable one; a stream of mode `span` has none. */
  readonly version?: string;
  /** Only in a stream of mode `changes`. */
  readonly deleted?: boolean;
}

export interface ShiftRecord {
  readonly id: string;
  readonly shop: string;
  readonly employee: string;
  readonly start: Timestamp;
  /** null while clocked in. */
  readonly end: Timestamp | null;
  readonly version?: string;
  readonly deleted?: boolean;
}

/** A record that could not be read: kept with its reason, the rest goes on. */
export interface QuarantinedRecord {
  readonly stream: StreamName;
  /** The record's id where it could be read. */
  readonly id: string | null;
  readonly cause: Cause;
  /** What was received, without customer data (I6). */
  readonly raw: Json;
}
