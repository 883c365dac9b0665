import { describe, expect, it } from '@jest/globals';
import { MINUTE, SECOND } from '@tillbridge/domain';
import { nextAttemptAt, retryDelay } from './retry-delay.js';

const NOW = Date.parse('2026-05-14T16:00:00Z');

describe('the wait before the next attempt', () => {
  it('grows with each failure, to a quarter of an hour at most', () => {
    const waits = [0, 1, 2, 3, 4, 5, 100].map((failures) => retryDelay(failures, 0.5));

    expect(waits).toEqual([5 * SECOND, 30 * SECOND, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 15 * MINUTE, 15 * MINUTE]);
  });

  it('is spread by a fifth to either side', () => {
    expect([retryDelay(4, 0), retryDelay(4, 1)]).toEqual([12 * MINUTE, 18 * MINUTE]);
  });
});

describe('the next attempt', () => {
  function attempt(retryAt?: number): number {
    const named = retryAt === undefined ? {} : { retryAt: new Date(retryAt).toISOString() };
    const cause = { $cause: 1 as const, code: 'output.unreachable' as const, message: 'busy', ...named };
    return nextAttemptAt({ cause, failures: 0, now: NOW, random: 0.5 }) - NOW;
  }

  it('comes when the receiver said', () => {
    expect(attempt(NOW + 7 * MINUTE)).toBe(7 * MINUTE);
  });

  it('comes within a quarter of an hour, however late the receiver said', () => {
    expect(attempt(NOW + 24 * 60 * MINUTE)).toBe(15 * MINUTE);
  });

  it('comes by the usual waits where the receiver named no time, or one that has passed', () => {
    expect([attempt(), attempt(NOW - MINUTE)]).toEqual([5 * SECOND, 5 * SECOND]);
  });

  it('comes by the usual waits where the time cannot be read', () => {
    const cause = { $cause: 1 as const, code: 'output.unreachable' as const, message: 'busy', retryAt: 'soon' };

    expect(nextAttemptAt({ cause, failures: 1, now: NOW, random: 0.5 })).toBe(NOW + 30 * SECOND);
  });
});
