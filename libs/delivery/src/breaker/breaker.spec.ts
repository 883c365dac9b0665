import { describe, expect, it } from '@jest/globals';
import { HOUR, instantText, MINUTE, SECOND } from '@tillbridge/domain';
import type { DayAtOutput, OutputBreaker } from '@tillbridge/store';
import fc from 'fast-check';
import { LONGEST } from '../retry-delay.js';
import {
  afterBatch,
  type BatchFacts,
  BREAKER_STATES,
  breakerState,
  endsOutage,
  isOpen,
  OPENS_AFTER,
  probeAmong,
} from './breaker.js';
import { DayQueue } from './day-queue.js';

const NOW = Date.parse('2026-05-14T16:00:00Z');
const CAUSE = { $cause: 1 as const, code: 'output.unreachable' as const, message: 'down' };

/** Of as many locations as make an outage, in the middle of the spread. */
const FAILS: BatchFacts = {
  output: 'hook',
  verdict: 'fails',
  cause: CAUSE,
  locations: ['0001', '0002', '0003', '0004', '0005'],
  served: ['0001', '0002', '0003', '0004', '0005'],
  now: NOW,
  random: 0.5,
};

function after(times: number, facts: Partial<BatchFacts> = {}, before: OutputBreaker | null = null) {
  let breaker = before;
  for (let time = 0; time < times; time += 1) breaker = afterBatch(breaker, { ...FAILS, ...facts });
  return breaker;
}

function aDay(location: string, failures: number | null): DayAtOutput {
  const delivery = failures === null ? null : ({ failures } as DayAtOutput['delivery']);
  return { location, date: '2026-05-14', revision: 1, delivery };
}

describe('the breaker of an output', () => {
  it('opens at the fifth batch in a row of which nothing was taken, and not before', () => {
    expect([4, 5].map((times) => isOpen(after(times)))).toEqual([false, true]);
    expect(after(5)).toEqual({
      output: 'hook',
      failures: 5,
      locations: FAILS.locations,
      openedAt: NOW,
      nextProbeAt: NOW + 5 * SECOND,
      cause: JSON.stringify(CAUSE),
    });
  });

  it('forgets what was before whenever something is taken', () => {
    const taken = afterBatch(after(4), { ...FAILS, verdict: 'takes' });

    expect(taken).toBeNull();
    expect(isOpen(after(4, {}, taken))).toBe(false);
    expect(afterBatch(after(9), { ...FAILS, verdict: 'takes' })).toBeNull();
  });

  it('is unmoved by what says nothing of the receiver', () => {
    for (const verdict of ['silent', 'unclear'] as const) expect(after(9, { verdict })).toBeNull();
    expect(after(9, { verdict: 'unclear' }, after(4))).toEqual(after(4));
  });

  it('waits longer after each probe that fails, never longer than a quarter of an hour', () => {
    const waits = [5, 6, 7, 8, 9, 10, 30].map((times) => (after(times)?.nextProbeAt ?? 0) - NOW);

    expect(waits).toEqual([5, 30, 120, 300, 900, 900, 900].map((seconds) => seconds * SECOND));
  });

  it('stays open since the first time', () => {
    const later = after(1, { now: NOW + HOUR }, after(5));

    expect(later).toMatchObject({ openedAt: NOW, nextProbeAt: NOW + HOUR + 30 * SECOND, failures: 6 });
  });

  it('asks when the receiver says, and not later than the longest wait', () => {
    const named = (at: number) => after(5, { cause: { ...CAUSE, retryAt: instantText(at) } })?.nextProbeAt;

    expect(named(NOW + 7 * MINUTE)).toBe(NOW + 7 * MINUTE);
    expect(named(NOW + 7 * HOUR)).toBe(NOW + LONGEST);
  });

  it('tries again later, and counts nothing, where a probe met the proxy or a defect', () => {
    const open = after(7);

    const probed = afterBatch(open, { ...FAILS, verdict: 'unclear', now: NOW + HOUR });

    expect(probed).toEqual({ ...open, nextProbeAt: NOW + HOUR + 2 * MINUTE });
  });

  it('lets the next day probe at once where the receiver refuses one for good', () => {
    const open = after(7);

    expect(afterBatch(open, { ...FAILS, verdict: 'silent' })).toEqual(open);
  });

  it('is held open by no clock that was set back', () => {
    const open = after(9);

    const states = [NOW - 20 * MINUTE, NOW - 30 * MINUTE, NOW - 12 * HOUR].map((now) => breakerState(open, now));

    expect(states).toEqual(['half_open', 'half_open', 'half_open']);
    expect(breakerState(open, NOW - 10 * MINUTE)).toBe('open');
  });

  it('says in which of its states it is', () => {
    expect(BREAKER_STATES).toEqual(['closed', 'open', 'half_open']);
    expect([
      breakerState(null, NOW),
      breakerState(after(4), NOW),
      breakerState(after(5), NOW),
      breakerState(after(5), NOW + 5 * SECOND),
    ]).toEqual(['closed', 'closed', 'open', 'half_open']);
  });
});

describe('locations that alone are not taken', () => {
  const FEW = { locations: ['0006', '0007', '0008', '0009'] };

  it.each([
    ['five more', ['0001', '0002', '0003', '0004', '0005']],
    ['one more', [...FEW.locations, '0010']],
    ['another one alone', ['0001']],
  ])('never open the breaker of an output that serves %s', (_, served) => {
    expect(after(100, { ...FEW, served })).toMatchObject({ failures: 4, openedAt: null, ...FEW });
  });

  it('open it where there is no other', () => {
    const some = FEW.locations.slice(1);

    const breakers = [FEW.locations, some, []].map((served) => after(OPENS_AFTER, { ...FEW, served }));

    expect(breakers.map(isOpen)).toEqual([true, true, true]);
  });

  it('make an outage when others follow, and the waits begin with the shortest', () => {
    const few = after(100, FEW);

    const others = after(1, { locations: ['0007', '0010'] }, few);

    expect(others).toMatchObject({ failures: 5, nextProbeAt: NOW + 5 * SECOND });
  });

  it('add up, one batch after another', () => {
    const places = ['0001', '0002', '0003', '0004', '0005'];

    const breakers = places.map((_, index) =>
      places.slice(0, index + 1).reduce((before, place) => after(1, { locations: [place] }, before), after(0)),
    );

    expect(breakers.map(isOpen)).toEqual([false, false, false, false, true]);
  });

  it('count each time once the breaker is open', () => {
    expect(after(3, FEW, after(5))).toMatchObject({ failures: 8 });
  });
});

describe('an outage', () => {
  it('has ended when something is taken after several locations were not, or while it is open', () => {
    expect(
      [after(1), after(9), after(7, { locations: ['0007'], served: ['0007'] })].map((each) => endsOutage(each, null)),
    ).toEqual([true, true, true]);
  });

  it('is none while nothing failed, nothing is taken yet, or one location alone is not', () => {
    expect(endsOutage(null, null)).toBe(false);
    expect(endsOutage(after(3), after(4))).toBe(false);
    expect(endsOutage(after(9, { locations: ['0007'] }), null)).toBe(false);
  });
});

describe('the day that probes', () => {
  it('is one that did not fail last, the oldest of them', () => {
    const days = [aDay('0001', 3), aDay('0002', 0), aDay('0003', null)];

    expect(probeAmong(days)).toBe(1);
  });

  it('is the one that failed least where all have failed', () => {
    expect(probeAmong([aDay('0001', 9), aDay('0002', 2), aDay('0003', 2)])).toBe(1);
  });

  it('goes alone, and the others keep their order: those that did not fail last, then those that did', () => {
    const queue = new DayQueue([aDay('0001', 2), aDay('0002', 0), aDay('0003', 1), aDay('0004', 0)]);
    const places = (days: readonly DayAtOutput[]) => days.map(({ location }) => location);

    const taken = [queue.next(null, 1), queue.next(after(5), 50), queue.next(after(5), 50), queue.next(null, 50)];

    expect(taken.map(places)).toEqual([['0002'], ['0004'], ['0003'], ['0001']]);
    expect([queue.total, queue.length]).toEqual([4, 0]);
  });
});

describe('whatever a receiver does', () => {
  const batches = fc.array(
    fc.record({
      verdict: fc.constantFrom(
        'fails' as const,
        'fails' as const,
        'fails' as const,
        'unclear' as const,
        'takes' as const,
      ),
      locations: fc.constantFrom(['0001'], ['0002'], FAILS.locations),
      served: fc.constantFrom(['0001'], ['0001', '0002'], FAILS.locations),
      retryIn: fc.option(fc.integer({ min: -HOUR, max: 9 * HOUR })),
      random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    }),
    { maxLength: 60 },
  );

  it('it is asked within the longest wait, by one day alone while it is down, and not at once after a failure', () => {
    fc.assert(
      fc.property(batches, (sequence) => {
        let now = NOW;
        let breaker: OutputBreaker | null = null;
        for (const { retryIn, ...batch } of sequence) {
          const asked = now;
          while (breakerState(breaker, now) === 'open') now += SECOND;
          const waited = now - asked;
          const size = new DayQueue([aDay('0001', 0), aDay('0002', 1), aDay('0003', 2)]).next(breaker, 50).length;

          expect(waited).toBeLessThanOrEqual(LONGEST * 1.2 + SECOND);
          expect(size).toBe(isOpen(breaker) ? 1 : 3);
          const cause = retryIn === null ? CAUSE : { ...CAUSE, retryAt: instantText(now + retryIn) };
          breaker = afterBatch(breaker, { ...FAILS, ...batch, cause, now });
          if (isOpen(breaker)) expect(breakerState(breaker, now)).toBe('open');
          else expect(breakerState(breaker, now)).toBe('closed');
        }
      }),
    );
  });
});
