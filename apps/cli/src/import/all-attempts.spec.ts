import { describe, expect, it } from '@jest/globals';
import type { ImportOutcome } from '@tillbridge/scheduling';
import { allAttempts } from './all-attempts.js';

function anOutcome(read: number, accepted: number, complete: boolean): ImportOutcome {
  const counts = { read, changed: read, deleted: 0, quarantined: 0 };
  const keptBack = { not_operational: 0, waived: 0, waiting: 0 };
  const delivery = {
    output: 'tmas',
    accepted,
    unchanged: 0,
    failed: [],
    dead: [],
    held: 0,
    keptBack,
    lateEdits: [],
    paused: null,
  };
  return {
    sync: { streams: [{ stream: 'sales', from: 0, to: 1, ...counts, complete }], causes: [], problems: [] },
    fold: { days: read, revised: read, cells: read },
    deliveries: [delivery],
  };
}

describe('the attempts of one command', () => {
  it('count what each of them did, and stand as the last one left them', () => {
    const outcome = allAttempts(anOutcome(27, 2, false), anOutcome(3, 1, true));

    expect(outcome.sync.streams).toMatchObject([{ stream: 'sales', read: 30, changed: 30, complete: true }]);
    expect(outcome.fold).toEqual({ days: 30, revised: 30, cells: 30 });
    expect(outcome.deliveries).toMatchObject([{ output: 'tmas', accepted: 3 }]);
  });

  it('keep what the first one read where the last one came to nothing', () => {
    const nothing = { ...anOutcome(0, 0, false), sync: { streams: [], causes: [], problems: [] } };

    expect(allAttempts(anOutcome(27, 2, true), nothing).sync.streams).toMatchObject([{ stream: 'sales', read: 27 }]);
  });
});
