import { TillbridgeError, problemOf, type ProblemParameters } from '@tillbridge/domain';

import { EGRESS_PROBLEMS } from './problems.js';

export type EgressReason =
  | 'dns'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'reset'
  | 'proxy'
  | 'too_large'
  | 'blocked'
  /** By the caller's own signal. */
  | 'aborted';

/**
 * Why no whole answer came. Names the host only: a path or a query may hold a secret (I6), and so may the proxy's
 * address, whose password is never repeated.
 */
export class EgressError extends TillbridgeError {
  readonly reason: EgressReason;

  constructor(reason: EgressReason, parameters: ProblemParameters, options?: ErrorOptions) {
    super(problemOf(EGRESS_PROBLEMS, `egress.${reason}`, parameters), options);
    this.reason = reason;
  }
}
