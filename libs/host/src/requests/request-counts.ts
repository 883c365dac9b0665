/** What it cost to reach the POS. */
export interface RequestCounts {
  readonly requests: number;
  /** Sendings beyond the first of a request. */
  readonly retries: number;
  readonly renewals: number;
  /** Times that the rate limit was waited for. */
  readonly waits: number;
  readonly waitedMilliseconds: number;
}

/** The same while it grows. */
export type RequestCounter = { -readonly [Name in keyof RequestCounts]: number };

export function noRequests(): RequestCounter {
  return { requests: 0, retries: 0, renewals: 0, waits: 0, waitedMilliseconds: 0 };
}
