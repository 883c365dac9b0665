import { MINUTE, SECOND } from '@tillbridge/domain';

/** How long the host bears with a POS and a plugin. Milliseconds, where not a count. */
export interface HostLimits {
  /** How often one request is sent in all while the POS cannot serve it. */
  readonly tries: number;
  /** First pause after such a sending; the next ones double, up to `longestPause`. */
  readonly firstPause: number;
  readonly longestPause: number;
  /** Least pause after a failure of the token endpoint: POS systems lock a client out that asks there too often. */
  readonly tokenPause: number;
  /** Longest wait of one request for the POS's rate limit, before its cause is thrown. */
  readonly maxWait: number;
  /** Longest time until a batch, or the answer to a single call, comes; waits for the rate budget not counted. */
  readonly call: number;
  /** How far a record's time may lie ahead of the POS's clock. */
  readonly ahead: number;
}

export const DEFAULT_HOST_LIMITS: HostLimits = {
  tries: 5,
  firstPause: SECOND,
  longestPause: 30 * SECOND,
  tokenPause: 15 * SECOND,
  maxWait: 5 * MINUTE,
  call: 10 * MINUTE,
  ahead: 10 * MINUTE,
};
