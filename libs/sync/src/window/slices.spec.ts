import { describe, expect, it } from '@jest/globals';
import { DAY, HOUR, type Interval } from '@tillbridge/domain';
import fc from 'fast-check';
import { openSlices, slicesOf } from './slices.js';
import type { StreamWindow } from './window.js';

const MIDNIGHT = Date.parse('2026-05-14T00:00:00Z');

function windowOf(from: number, to: number, newestFirst = false): StreamWindow {
  return { stream: 'sales', from, to, newestFirst };
}

const someWindow = fc
  .tuple(fc.nat(400 * DAY), fc.nat(20 * DAY), fc.boolean())
  .map(([start, length, newestFirst]) => windowOf(MIDNIGHT + start, MIDNIGHT + start + length, newestFirst));

describe('the slices of a window', () => {
  it('are cut at UTC midnights', () => {
    const slices = slicesOf(windowOf(MIDNIGHT - 4 * HOUR, MIDNIGHT + DAY + HOUR));

    expect(slices).toEqual([
      { from: MIDNIGHT - 4 * HOUR, to: MIDNIGHT },
      { from: MIDNIGHT, to: MIDNIGHT + DAY },
      { from: MIDNIGHT + DAY, to: MIDNIGHT + DAY + HOUR },
    ]);
  });

  it('come newest first where the window says so', () => {
    const slices = slicesOf(windowOf(MIDNIGHT, MIDNIGHT + 3 * DAY, true));

    expect(slices.map(({ from }) => (from - MIDNIGHT) / DAY)).toEqual([2, 1, 0]);
  });

  it('cover any window exactly, none longer than asked, none over a midnight', () => {
    fc.assert(
      fc.property(someWindow, fc.constantFrom(DAY, 6 * HOUR, HOUR, 3 * DAY), (window, longest) => {
        const slices = slicesOf(window, longest).toSorted((a, b) => a.from - b.from);

        expect(slices.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(window.to - window.from);
        let reached = window.from;
        for (const { from, to } of slices) {
          expect(from).toBe(reached);
          expect(to).toBeGreaterThan(from);
          expect(to - from).toBeLessThanOrEqual(Math.min(longest, DAY));
          expect(Math.floor(from / DAY)).toBe(Math.floor((to - 1) / DAY));
          reached = to;
        }
        expect(reached).toBe(window.to);
      }),
    );
  });
});

describe('the slices that are still open', () => {
  it('are exactly those that the job has not read', () => {
    fc.assert(
      fc.property(someWindow, fc.array(fc.boolean()), (window, read) => {
        const every = slicesOf(window);
        const isRead = (slice: Interval): boolean => read[every.indexOf(slice)] === true;

        expect(openSlices(every, every.filter(isRead))).toEqual(every.filter((slice) => !isRead(slice)));
      }),
    );
  });

  it('are not those that a window cuts off further where it begins later than it did', () => {
    const before = slicesOf(windowOf(MIDNIGHT, MIDNIGHT + 2 * DAY));
    const later = slicesOf(windowOf(MIDNIGHT + HOUR, MIDNIGHT + 2 * DAY));

    expect(openSlices(later, before.slice(0, 1))).toEqual(later.slice(1));
    expect(openSlices(before, later)).toEqual(before.slice(0, 1));
  });
});
