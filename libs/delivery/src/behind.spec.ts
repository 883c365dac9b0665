import { describe, expect, it } from '@jest/globals';
import { DAY } from '@tillbridge/domain';
import type { DayAtOutput, DeliveryRow, StatusChange } from '@tillbridge/store';
import { type BehindScope, keptBack } from './behind.js';

const NOW = Date.parse('2026-05-14T12:00:00Z');

function scopeOf(history: readonly StatusChange[] = []): BehindScope {
  return { histories: new Map([['0001', history]]), today: new Map([['0001', '2026-05-14']]), now: NOW };
}

function closed(effectiveDate: string): StatusChange {
  return {
    id: effectiveDate,
    location: '0001',
    status: 'closed',
    effectiveDate,
    reason: '',
    actor: '',
    deliverMissed: null,
    at: 0,
  };
}

function dayOf(delivery: Partial<DeliveryRow> | null = null): DayAtOutput {
  const key = { location: '0001', date: '2026-05-11' };
  const full: DeliveryRow = {
    ...key,
    output: 'tmas',
    ackedRevision: null,
    ackedHash: null,
    ackedAt: null,
    resendWanted: false,
    deadRevision: null,
    deadHash: null,
    ackedTo: null,
    resendMark: 0,
    failures: 0,
    attempts: 1,
    lastCause: null,
    nextAttemptAt: null,
    reference: null,
  };
  return { ...key, revision: 1, delivery: delivery === null ? null : { ...full, ...delivery } };
}

const REOPENED = [
  closed('2026-05-10'),
  { ...closed('2026-05-13'), status: 'operational' as const, deliverMissed: false },
];

describe('a day that an output lacks', () => {
  it('goes when nothing keeps it', () => {
    expect(keptBack(scopeOf(), dayOf())).toBeNull();
  });

  it('stays while its location is not operational today, whatever it was on that day', () => {
    expect(keptBack(scopeOf([closed('2026-05-14')]), dayOf())).toBe('not_operational');
    expect(keptBack(scopeOf([closed('2026-05-15')]), dayOf())).toBeNull();
    expect(keptBack(scopeOf([closed('2026-05-14')]), dayOf({ resendWanted: true }))).toBe('not_operational');
  });

  it('stays when it was waived, unless a person sends it again', () => {
    expect(keptBack(scopeOf(REOPENED), dayOf())).toBe('waived');
    expect(keptBack(scopeOf(REOPENED), dayOf({ resendWanted: true }))).toBeNull();
  });

  it('goes after all when the change that waived it was overruled on its own date', () => {
    const reopened = (id: string, effectiveDate: string, deliverMissed: boolean) => {
      return { ...closed(effectiveDate), id, status: 'operational' as const, deliverMissed };
    };
    const slip = [closed('2026-05-10'), reopened('slip', '2026-05-12', false)];
    const closedAgain = [...slip, closed('2026-05-12'), reopened('later', '2026-05-13', true)];
    const openedBetter = [...slip, reopened('better', '2026-05-12', true)];

    expect(keptBack(scopeOf(slip), dayOf())).toBe('waived');
    expect(keptBack(scopeOf(closedAgain), dayOf())).toBeNull();
    expect(keptBack(scopeOf(openedBetter), dayOf())).toBeNull();
  });

  it('waits for its next attempt', () => {
    expect(keptBack(scopeOf(), dayOf({ nextAttemptAt: NOW + 1 }))).toBe('waiting');
    expect(keptBack(scopeOf(), dayOf({ nextAttemptAt: NOW }))).toBeNull();
  });

  it('does not wait for a clock that was set back', () => {
    expect(keptBack(scopeOf(), dayOf({ nextAttemptAt: NOW + DAY }))).toBeNull();
  });
});
