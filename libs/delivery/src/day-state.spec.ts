import { describe, expect, it } from '@jest/globals';
import type { DayAtOutput, DeliveryRow, StatusChange } from '@tillbridge/store';
import { dayState, type DayStateFacts } from './day-state.js';

const KEY = { location: '0001', date: '2026-05-14' };
const FACTS: DayStateFacts = { hash: 'h', held: false, firstDate: '2026-05-01', history: [], today: '2026-05-15' };

function dayWith(delivery: Partial<DeliveryRow> | null): DayAtOutput {
  const row: DeliveryRow = {
    ...KEY,
    output: 'tmas',
    ackedRevision: 3,
    ackedHash: 'h',
    ackedAt: 1,
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
  return { ...KEY, revision: 3, delivery: delivery === null ? null : { ...row, ...delivery } };
}

function became(status: StatusChange['status'], effectiveDate: string, deliverMissed: boolean | null): StatusChange {
  return { id: effectiveDate, location: '0001', status, effectiveDate, reason: '', actor: '', deliverMissed, at: 0 };
}

describe('the state of a day at an output', () => {
  it.each([
    ['delivered', {}, {}],
    ['behind', null, {}],
    ['behind', { ackedRevision: 2 }, {}],
    ['behind', { ackedHash: 'other' }, {}],
    ['resend', { resendWanted: true }, {}],
    ['dead', { ackedRevision: 2, deadRevision: 3 }, {}],
    ['failed', { ackedRevision: 2, nextAttemptAt: 5 }, {}],
    ['held', null, { held: true }],
    ['out_of_reach', null, { firstDate: '2026-05-15' }],
    ['not_operational', null, { history: [became('closed', '2026-05-10', null)] }],
    ['waived', null, { history: [became('closed', '2026-05-10', null), became('operational', '2026-05-15', false)] }],
    [
      'resend',
      { ackedRevision: null, resendWanted: true },
      { history: [became('closed', '2026-05-10', null), became('operational', '2026-05-15', false)] },
    ],
  ] as const)('is %s where the output has %j and %j holds', (state, delivery, facts) => {
    expect(dayState(dayWith(delivery), { ...FACTS, ...facts })).toBe(state);
  });
});
