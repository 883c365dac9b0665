/** One cell as the simulator's own generator knows it. */
export interface TrueCell {
  readonly shop: string;
  readonly date: string;
  /** Two digits; a repeated hour has two cells. */
  readonly hour: string;
  /** UTC instant at which it starts. */
  readonly start: string;
  /** Money with two digits. */
  readonly sales: string;
  readonly transactions: number;
  readonly items: number;
  readonly staffSeconds: number;
}

export interface Truth {
  /** The instant of the POS up to which this is so. */
  readonly asOf: string;
  readonly cells: readonly TrueCell[];
  readonly totals: {
    readonly sales: string;
    readonly transactions: number;
    readonly items: number;
    readonly staffSeconds: number;
  };
  readonly kinds: {
    readonly sales: Readonly<Record<string, number>>;
    readonly shifts: Readonly<Record<string, number>>;
  };
}

/** Local dates, both included, each shop in its own zone. */
export interface Dates {
  readonly from: string;
  readonly to: string;
}
