import { describe, expect, it } from '@jest/globals';
import type { LocationStatus } from '@tillbridge/domain';
import type { StatusChange } from '@tillbridge/store';
import { isWaived, statusOn } from './status.js';

function change(effectiveDate: string, status: LocationStatus, deliverMissed: boolean | null = null): StatusChange {
  return {
    id: effectiveDate,
    location: '0001',
    status,
    effectiveDate,
    reason: '',
    actor: 'test',
    deliverMissed,
    at: 0,
  };
}

const CLOSED_IN_MAY = [change('', 'operational'), change('2026-05-10', 'temporarily_closed')];

describe('the status on a date', () => {
  it('is operational without a word to the contrary', () => {
    expect(statusOn([], '2026-05-14')).toBe('operational');
  });

  it('is the last one that has begun by then', () => {
    expect(statusOn(CLOSED_IN_MAY, '2026-05-09')).toBe('operational');
    expect(statusOn(CLOSED_IN_MAY, '2026-05-10')).toBe('temporarily_closed');
  });

  it('is the later word where two begin on one date', () => {
    expect(statusOn([...CLOSED_IN_MAY, change('2026-05-10', 'operational')], '2026-05-10')).toBe('operational');
  });
});

describe('a day that was missed', () => {
  it('is not waived while nobody has said so', () => {
    expect(isWaived(CLOSED_IN_MAY, '2026-05-11')).toBe(false);
    expect(isWaived([...CLOSED_IN_MAY, change('2026-05-13', 'operational')], '2026-05-11')).toBe(false);
    expect(isWaived([...CLOSED_IN_MAY, change('2026-05-13', 'operational', true)], '2026-05-11')).toBe(false);
  });

  it('is waived by the word that ended its interval, and only that interval', () => {
    const history = [
      ...CLOSED_IN_MAY,
      change('2026-05-12', 'closed'),
      change('2026-05-13', 'operational', false),
      change('2026-05-20', 'closed'),
      change('2026-05-22', 'operational', true),
    ];

    const waived = ['2026-05-09', '2026-05-10', '2026-05-12', '2026-05-13', '2026-05-20', '2026-05-22'].map((date) =>
      isWaived(history, date),
    );

    expect(waived).toEqual([false, true, true, false, false, false]);
  });
});
