/** How sales and shifts become figures. A day folds by the rules it was first folded by. */
export interface TallyRules {
  /** Net of tax or with it; both after discounts. */
  readonly salesAmount: 'net' | 'gross';
  /** Whether a typed-in line with a price above zero is merchandise. */
  readonly countMiscellaneousLines: boolean;
  /** Whether a ticket that only takes merchandise back is a transaction. */
  readonly countRefundTickets: boolean;
  /** A longer shift is flagged and counted up to this length. Milliseconds. */
  readonly maxShift: number;
  readonly excludeEmployees: readonly string[];
  readonly excludeRegisters: readonly string[];
  readonly excludeSources: readonly string[];
  /** Length of a cell in minutes of the local clock. */
  readonly grain: 60 | 30 | 15;
  /** Whether the running interval is tallied as far as it is covered. */
  readonly openHour: boolean;
  /** Whether an interval that was read and held nothing gets a cell. */
  readonly zeroRows: 'all' | 'none';
}

export const DEFAULT_TALLY_RULES: TallyRules = {
  salesAmount: 'net',
  countMiscellaneousLines: true,
  countRefundTickets: false,
  maxShift: 16 * 60 * 60 * 1000,
  excludeEmployees: [],
  excludeRegisters: [],
  excludeSources: [],
  grain: 60,
  openHour: false,
  zeroRows: 'all',
};
