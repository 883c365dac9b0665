import { describe, expect, it } from '@jest/globals';
import type { Meters } from '@tillbridge/observability';
import type { StoredSlot } from '@tillbridge/store';
import { SlotMeters } from './slot-meters.js';

const MINUTE = 60_000;

function slot(minute: number): StoredSlot {
  return { connectionId: 'acme', dueAt: minute * MINUTE, depth: 'recent' } as unknown as StoredSlot;
}

function counted() {
  const counts: Record<string, number> = {};
  const meters: Meters = {
    add: (_metric, labels, by = 1) => {
      const reason = String(labels['reason']);
      counts[reason] = (counts[reason] ?? 0) + by;
    },
    set: () => undefined,
    observe: () => undefined,
  };
  const slotMeters = new SlotMeters(meters);
  const take = (...minutes: number[]): void =>
    slotMeters.taken([{ connectionId: 'acme', slots: minutes.map((minute) => slot(minute)) }]);
  return { counts, take, wait: (minute: number) => slotMeters.waiting([slot(minute)]) };
}

describe('due times without a run of their own', () => {
  it('are missed where nobody worked: all that the first run covers but its own', () => {
    const { counts, take } = counted();

    take(1, 2, 3, 4);

    expect(counts).toEqual({ missed: 3 });
  });

  it('are none where each had its run and every run failed', () => {
    const { counts, take } = counted();

    take(1);
    take(1, 2);
    take(1, 2, 3);
    take(1, 2, 3, 4);

    expect(counts).toEqual({});
  });

  it('are counted once, as waiting, where a run was under way', () => {
    const { counts, take, wait } = counted();

    take(1);
    wait(2);
    wait(2);
    wait(3);
    take(2, 3, 4);

    expect(counts).toEqual({ running: 2 });
  });
});
