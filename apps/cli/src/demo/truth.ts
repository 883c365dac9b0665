/** Three zones, and a Sunday on which the clocks of all three go back: a day of 25 hours. */
export const WEEK = { from: '2026-10-29', to: '2026-11-04' } as const;
/** The simulated account has records before and after that week too. */
export const RECORDS = { from: '2026-10-20', to: '2026-12-31' } as const;
/** The simulated instant: the week is over in every zone. */
export const NOW = '2026-11-05T12:00:00Z';

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

export async function askTruth(url: string): Promise<Truth> {
  const answer = await fetch(`${url}/simulator/truth?from=${WEEK.from}&to=${WEEK.to}`);
  if (!answer.ok) throw new Error(`the simulator does not tell its truth: ${await answer.text()}`);
  return (await answer.json()) as Truth;
}
