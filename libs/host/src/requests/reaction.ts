import type { Instant } from '@tillbridge/domain';
import { reactionTo, type Cause } from '@tillbridge/plugin-kit';

import type { HostLimits } from '../limits.js';

/** What has been tried of one request so far. */
export interface Attempts {
  /** Sendings that the POS could not serve. */
  readonly failures: number;
  readonly renewed: boolean;
  /** Waited for the POS's rate limit. Milliseconds. */
  readonly waited: number;
}

export type NextStep =
  | { readonly act: 'throw' }
  | { readonly act: 'renew' }
  /** Milliseconds. */
  | { readonly act: 'wait'; readonly pause: number; readonly counts: 'failure' | 'wait' };

export interface Moment {
  /** By the POS's clock, which is the one its `retryAt` counts by. */
  readonly now: Instant;
  /** From 0 up to, not including, 1. */
  readonly random: number;
  readonly limits: HostLimits;
  /** No answer came because no token could be had. */
  readonly tokenFailed: boolean;
}

/** What happens to a request that ended in this cause. Only three causes are worth another sending. */
export function nextStep(cause: Cause, attempts: Attempts, moment: Moment): NextStep {
  switch (reactionTo(cause)) {
    case 'refresh':
      return attempts.renewed ? { act: 'throw' } : { act: 'renew' };
    case 'wait':
      return afterRateLimit(cause, attempts, moment);
    case 'retry':
      return afterFailure(cause, attempts, moment);
    default:
      return { act: 'throw' };
  }
}

function afterRateLimit(cause: Cause, { waited }: Attempts, moment: Moment): NextStep {
  const { firstPause, longestPause, maxWait } = moment.limits;
  // Half of what was waited so far, so that a POS which only ever says "later" is not hammered once a second.
  const pause = Math.max(firstPause, untilRetryAt(cause, moment.now), Math.min(longestPause, waited / 2));
  return waited + pause > maxWait ? { act: 'throw' } : { act: 'wait', pause, counts: 'wait' };
}

/** Pauses double; a part of each is left to chance, so that connections that failed together do not return together. */
function afterFailure(cause: Cause, { failures }: Attempts, moment: Moment): NextStep {
  const { tries, firstPause, longestPause, tokenPause, maxWait } = moment.limits;
  if (failures + 1 >= tries) return { act: 'throw' };
  const full = Math.min(longestPause, firstPause * 2 ** failures);
  const least = moment.tokenFailed ? tokenPause : 0;
  const pause = Math.max(least, full * (0.5 + moment.random / 2), untilRetryAt(cause, moment.now));
  return pause > maxWait ? { act: 'throw' } : { act: 'wait', pause, counts: 'failure' };
}

function untilRetryAt(cause: Cause, now: Instant): number {
  const retryAt = Date.parse(cause.retryAt ?? '');
  return Number.isNaN(retryAt) ? 0 : Math.max(0, retryAt - now);
}
