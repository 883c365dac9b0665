import { DAY, type Instant, MINUTE, SECOND } from '@tillbridge/domain';
import { type Cause, CAUSES, reactionTo } from '@tillbridge/plugin-kit';
import type { SyncReport } from '@tillbridge/sync';

/** The longest pause, also where a cause asks for more: an hourly feed must recover soon after an outage. */
export const LONGEST_PAUSE = 15 * MINUTE;

const PAUSES = [MINUTE, 2 * MINUTE, 5 * MINUTE, LONGEST_PAUSE];

/** How long a job is tried again. Whoever asked for it looks at the outcome by then, and the next slot asks anew. */
const TRIED_FOR = DAY;

/** Reactions to causes that leave out a part and let the rest be read. */
const OF_A_PART = new Set(['block-stream', 'block-shop', 'keep', 'quarantine']);

/**
 * How much of what was asked for was read:
 *
 * - complete: everything. A record in quarantine, or one that vanished, still leaves its slice read
 * - blocked: everything that the POS permits until a person has acted, so reading as deep again each hour gains nothing
 * - incomplete: less than that
 */
export function completeness({ streams, causes }: SyncReport): 'complete' | 'blocked' | 'incomplete' {
  if (streams.length === 0 || causes.some((cause) => !OF_A_PART.has(reactionTo(cause)))) return 'incomplete';
  const blocking = causes.filter((cause) => reactionTo(cause).startsWith('block-'));
  const isExplained = (stream: string): boolean => blocking.some((cause) => cause.stream === stream);
  if (streams.some(({ stream, complete }) => !complete && !isExplained(stream))) return 'incomplete';
  return blocking.length === 0 ? 'complete' : 'blocked';
}

export interface Attempt {
  readonly report: SyncReport;
  /** This one included. */
  readonly attempts: number;
  readonly requestedAt: Instant;
  readonly now: Instant;
  /** From 0 to 1: keeps connections that failed together from asking again together. */
  readonly jitter: number;
}

/** When a job is tried again; null where time does not help, or has not for a day. */
export function triedAgainAt({ report, attempts, requestedAt, now, jitter }: Attempt): Instant | null {
  const passing = report.causes.filter(({ code }) => CAUSES[code].kind === 'later');
  if (passing.length === 0 || isTriedLongEnough(requestedAt, now)) return null;
  const wished = Math.max(...passing.map(wishOf));
  const pause = Number.isFinite(wished) ? wished - now : pauseAfter(attempts, jitter);
  return now + Math.min(Math.max(pause, SECOND), LONGEST_PAUSE);
}

export function isTriedLongEnough(requestedAt: Instant, now: Instant): boolean {
  return now - requestedAt >= TRIED_FOR;
}

/** Milliseconds: 1, 2, 5, 15, 15, ... minutes, give or take a fifth. */
export function pauseAfter(attempts: number, jitter: number): number {
  const pause = PAUSES[Math.max(0, Math.min(attempts, PAUSES.length) - 1)] ?? LONGEST_PAUSE;
  return Math.min(Math.round(pause * (0.8 + 0.4 * jitter)), LONGEST_PAUSE);
}

function wishOf({ retryAt }: Cause): number {
  const wish = retryAt === undefined ? Number.NaN : Date.parse(retryAt);
  return Number.isNaN(wish) ? Number.NEGATIVE_INFINITY : wish;
}
