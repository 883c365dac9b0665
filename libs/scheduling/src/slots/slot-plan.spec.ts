import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAY, HOUR, MINUTE } from '@tillbridge/domain';
import type { ScheduleSettings } from '@tillbridge/settings';
import { planSlots } from './slot-plan.js';

const NOW = Date.parse('2026-05-14T10:20:30Z');
const HOURLY: ScheduleSettings = { type: 'hourly', startTime: '00:02' };

function planned(schedule: ScheduleSettings, previous: number | null, now = NOW): string[] {
  return planSlots({ schedule, zone: 'America/Toronto', previous, now }).map(
    ({ dueAt, depth }) => `${new Date(dueAt).toISOString().slice(5, 16)} ${depth}`,
  );
}

describe('the slots of a connection', () => {
  it('are the next one where none was missed', () => {
    expect(planned(HOURLY, Date.parse('2026-05-14T10:02Z'))).toEqual(['05-14T11:02 hourly']);
  });

  it('are written minutes ahead where the schedule is close', () => {
    expect(planned({ type: 'every', minutes: 5 }, Date.parse('2026-05-14T10:20Z'))).toEqual([
      '05-14T10:25 recent',
      '05-14T10:30 recent',
    ]);
  });

  it('hold what was missed over night, with the depth that the new day asks for', () => {
    expect(planned(HOURLY, Date.parse('2026-05-14T02:02Z')).slice(0, 3)).toEqual([
      '05-14T03:02 hourly',
      '05-14T04:02 daily',
      '05-14T05:02 hourly',
    ]);
  });

  it('begin at once for a new connection', () => {
    expect(planned(HOURLY, null)).toEqual(['05-14T10:20 hourly', '05-14T11:02 hourly']);
  });

  it('do not grow with the time that nobody worked, and still read as deep', () => {
    const slots = planned({ type: 'every', minutes: 1 }, NOW - 400 * DAY);

    expect(slots.length).toBeLessThan(3_000);
    expect(slots[0]).toMatch(/weekly$/);
  });

  it('are the same whenever they are worked out, as far as both see', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.nat(30 * 60), (minutes, later) => {
        const schedule: ScheduleSettings = { type: 'every', minutes };
        const previous = NOW - 2 * HOUR;
        const first = planned(schedule, previous);
        const second = planned(schedule, previous, NOW + later * MINUTE);

        expect(second.slice(0, first.length)).toEqual(first);
      }),
      { numRuns: 50 },
    );
  });
});
