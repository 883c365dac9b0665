import type { Instant } from '../time/instant.js';

/** One clock-in of one employee. */
export interface Shift {
  /** The POS's own number of the shift. */
  readonly id: string;
  /** `posId` of the shop where the employee clocked in. */
  readonly shop: string;
  /** The POS's number of the employee, never a name (I6). */
  readonly employee: string;
  readonly start: Instant;
  /** null while the employee is clocked in. */
  readonly end: Instant | null;
}
