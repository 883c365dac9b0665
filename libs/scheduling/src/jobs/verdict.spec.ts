import { describe, expect, it } from '@jest/globals';
import { DAY, HOUR, MINUTE, SECOND } from '@tillbridge/domain';
import type { SyncReport } from '@tillbridge/sync';
import { aCause, aStream, failing, READ } from '../testing/fake-steps.js';
import { completeness, pauseAfter, triedAgainAt } from './verdict.js';

const NOW = Date.parse('2026-05-14T10:20:00Z');

function triedAgain(report: SyncReport, more: { attempts?: number; jitter?: number; asked?: number } = {}) {
  const { attempts = 1, jitter = 0.5, asked = NOW } = more;
  const at = triedAgainAt({ report, attempts, requestedAt: asked, now: NOW, jitter });
  return at === null ? null : at - NOW;
}

describe('a run', () => {
  it('is complete where everything was read, though a record was unreadable or vanished', () => {
    expect(completeness(READ)).toBe('complete');
    expect(completeness({ ...READ, causes: [aCause('records.vanished')] })).toBe('complete');
  });

  it('is blocked where the POS lets no more be read until a person has acted', () => {
    const shifts = aStream({ stream: 'shifts', complete: false });
    const causes = [aCause('permission.missing', { stream: 'shifts' })];

    expect(completeness({ ...READ, streams: [aStream(), shifts], causes })).toBe('blocked');
    expect(completeness({ ...READ, causes: [aCause('shop.unknown')] })).toBe('blocked');
  });

  it.each(['auth.revoked', 'upstream.unavailable', 'plugin.defect', 'rate.limited'] as const)(
    'is incomplete by %s',
    (code) => {
      expect(completeness(failing(code))).toBe('incomplete');
      expect(completeness({ streams: [], causes: [aCause(code)], problems: [] })).toBe('incomplete');
    },
  );

  it('is incomplete where an answer could not be read as a whole', () => {
    expect(completeness(failing('upstream.malformed', { stream: 'sales' }))).toBe('incomplete');
  });

  it('is tried again after 1, 2, 5 and then 15 minutes while its cause may pass', () => {
    const pauses = [1, 2, 3, 4, 5, 50].map((attempts) => triedAgain(failing('upstream.unavailable'), { attempts }));

    expect(pauses).toEqual([1, 2, 5, 15, 15, 15].map((minutes) => minutes * MINUTE));
  });

  it('is tried again a little earlier or later than others that failed with it, never after more than 15 minutes', () => {
    expect([0, 1].map((jitter) => pauseAfter(2, jitter) / SECOND)).toEqual([96, 144]);
    expect(pauseAfter(9, 1)).toBe(15 * MINUTE);
  });

  it('is tried again when the POS says, within 15 minutes', () => {
    const wishing = (pause: number) =>
      triedAgain(failing('rate.limited', { retryAt: new Date(NOW + pause).toISOString() }));

    expect([wishing(90 * SECOND), wishing(3 * HOUR), wishing(-HOUR)]).toEqual([90 * SECOND, 15 * MINUTE, SECOND]);
    expect(triedAgain(failing('rate.limited', { retryAt: 'soon' }))).toBe(MINUTE);
  });

  it('is left to the next slot where a person must act, and after a day', () => {
    expect(triedAgain(failing('auth.revoked'))).toBeNull();
    expect(triedAgain(READ)).toBeNull();
    expect(triedAgain(failing('upstream.unavailable'), { asked: NOW - DAY })).toBeNull();
  });
});
