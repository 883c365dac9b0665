import { describe, expect, it } from '@jest/globals';
import type { Cause } from '@tillbridge/plugin-kit';
import type { ImportOutcome } from '@tillbridge/scheduling';
import { isComplete, outcomeView, parsed } from './outcome-view.js';

const STREAM = { stream: 'sales' as const, from: 0, to: 3_600_000, read: 1, changed: 1, deleted: 0, quarantined: 0 };
const CAUSE: Cause = { $cause: 1, code: 'upstream.unavailable', message: 'it is down' };

function anOutcome(sync: Partial<ImportOutcome['sync']>, failed = false): ImportOutcome {
  const day = { location: '0001', date: '2026-05-14', cause: CAUSE };
  const kept = { held: 0, keptBack: { not_operational: 0, waived: 0, waiting: 0 }, lateEdits: [], paused: null };
  const delivery = { output: 'tmas', accepted: 1, unchanged: 0, failed: failed ? [day] : [], dead: [], ...kept };
  return {
    sync: { streams: [{ ...STREAM, complete: true }], causes: [], problems: [], ...sync },
    fold: { days: 1, revised: 1, cells: 1 },
    deliveries: [delivery],
  };
}

describe('what a job has brought', () => {
  it('is complete when everything was read and every output took it', () => {
    expect(isComplete(anOutcome({}))).toBe(true);
  });

  it.each([
    ['a cause', anOutcome({ causes: [CAUSE] })],
    ['an open stream', anOutcome({ streams: [{ ...STREAM, complete: false }] })],
    ['an output that failed', anOutcome({}, true)],
    ['a failure in words', parsed('TypeError: a defect')],
    ['nothing', null],
  ])('is not complete with %s', (_, outcome) => {
    expect(isComplete(outcome)).toBe(false);
  });

  it('is shown with instants as text and without what is internal', () => {
    const shown = outcomeView(anOutcome({ causes: [CAUSE] }, true));

    expect(shown).toMatchObject({
      sync: { streams: [{ from: '1970-01-01T00:00:00Z', to: '1970-01-01T01:00:00Z' }] },
      deliveries: [{ failed: [{ cause: { code: 'upstream.unavailable' } }] }],
    });
    expect(JSON.stringify(shown)).not.toContain('$cause');
  });
});
