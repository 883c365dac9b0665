/** What one exchange may cost. Times in milliseconds. */
export interface EgressLimits {
  /** From the first byte sent to the last byte of the answer's headers. */
  readonly headers: number;
  /** The whole exchange, the wait for a free connection included: a slow drip ends here. */
  readonly total: number;
  /** Largest answer in bytes, counted after unpacking, so that a gzip bomb is caught. */
  readonly answerBytes: number;
  /** What becomes of an answer that is larger: an error, or its beginning alone, for a caller who reads no more. */
  readonly beyond: 'fail' | 'cut';
}

/** Milliseconds until a connection stands, its TLS handshake included. */
export const CONNECT_LIMIT = 5_000;

export const DEFAULT_LIMITS: EgressLimits = {
  headers: 20_000,
  total: 30_000,
  answerBytes: 32 * 1024 * 1024,
  beyond: 'fail',
};
