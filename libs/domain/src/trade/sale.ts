import type { Decimal } from '../figure/decimal.js';
import type { Instant } from '../time/instant.js';

/**
 * What a line of a ticket is. The connector classifies (it knows its POS), the domain decides what counts:
 * - item: something from the catalogue
 * - miscellaneous: a typed-in line without a catalogue item
 * - giftCard, deposit, storeCredit, rebate, fee: money moving, or a levy; never merchandise
 */
export type LineKind = 'item' | 'miscellaneous' | 'giftCard' | 'deposit' | 'storeCredit' | 'rebate' | 'fee';

export interface Line {
  readonly kind: LineKind;
  /** Negative on a refund line. */
  readonly quantity: Decimal;
  /** Price of one unit before discounts, never negative on a refund line. */
  readonly unitPrice: Decimal;
}

/** A completed sale is paid; an open one is parked, quoted or still being rung. */
export type SaleState = 'completed' | 'open' | 'voided';

/** A ticket as the ledger keeps it. Amounts are in `currency`; `net` is before tax and after discounts. */
export interface Sale {
  /** The POS's own number of the sale. */
  readonly id: string;
  /** `posId` of the shop. */
  readonly shop: string;
  readonly state: SaleState;
  /** Instant of completion; null while open. */
  readonly completedAt: Instant | null;
  readonly net: Decimal;
  readonly gross: Decimal;
  /** ISO 4217; null where the POS does not say. */
  readonly currency: string | null;
  readonly register: string | null;
  /** Where an imported ticket came from, such as a web shop; null for one rung at the till. */
  readonly source: string | null;
  /** The POS's number of the employee, never a name (I6). */
  readonly employee: string | null;
  readonly lines: readonly Line[];
}
