import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { coveredUpTo, covers, coverWith, intersectAll, settled, type Cover } from './cover.js';

const END = 40;
const someCover: fc.Arbitrary<Cover> = fc
  .tuple(fc.nat(END), fc.nat(END), fc.nat(5))
  .map(([one, other, asOf]) => ({ from: Math.min(one, other), to: Math.max(one, other), asOf }));
const someReadings = fc.array(someCover, { maxLength: 12 });

function setOf(readings: readonly Cover[]): Cover[] {
  return readings.reduce<Cover[]>(coverWith, []);
}

/** The plain meaning: as of when each point was last read. */
function asOfByPoint(readings: readonly Cover[]): (number | null)[] {
  return Array.from({ length: END }, (_, point) => {
    const ages = readings.filter(({ from, to }) => from <= point && point < to).map(({ asOf }) => asOf);
    return ages.length === 0 ? null : Math.max(...ages);
  });
}

describe('a set of covers', () => {
  it('says of each instant when it was last read, in whatever order the readings came', () => {
    fc.assert(
      fc.property(someReadings, (readings) => {
        expect(asOfByPoint(setOf(readings))).toEqual(asOfByPoint(readings));
        expect(setOf(readings)).toEqual(setOf([...readings].reverse()));
      }),
    );
  });

  it('is sorted, without overlaps or empty pieces, and joins neighbours of one age', () => {
    fc.assert(
      fc.property(someReadings, (readings) => {
        const set = setOf(readings);

        set.forEach((cover, index) => {
          const next = set[index + 1];
          expect(cover.from).toBeLessThan(cover.to);
          if (next === undefined) return;
          expect(cover.to).toBeLessThanOrEqual(next.from);
          expect(cover.to === next.from && cover.asOf === next.asOf).toBe(false);
        });
      }),
    );
  });

  it('keeps what is newer when an older reading comes late', () => {
    const set = coverWith([{ from: 10, to: 20, asOf: 5 }], { from: 0, to: 30, asOf: 3 });

    expect(set).toEqual([
      { from: 0, to: 10, asOf: 3 },
      { from: 10, to: 20, asOf: 5 },
      { from: 20, to: 30, asOf: 3 },
    ]);
  });

  it('covers an interval when each of its instants was read late enough', () => {
    fc.assert(
      fc.property(someReadings, fc.nat(END), fc.nat(END), fc.nat(5), (readings, one, other, asOf) => {
        const interval = { from: Math.min(one, other), to: Math.max(one, other) };
        const points = asOfByPoint(readings).slice(interval.from, interval.to);

        expect(covers(setOf(readings), interval)).toBe(points.every((point) => point !== null));
        expect(covers(setOf(readings), interval, asOf)).toBe(points.every((point) => point !== null && point >= asOf));
      }),
    );
  });

  it('reaches up to the first instant that was not read', () => {
    fc.assert(
      fc.property(someReadings, fc.nat(END - 1), (readings, from) => {
        const gap = asOfByPoint(readings).indexOf(null, from);

        expect(coveredUpTo(setOf(readings), from)).toBe(gap < 0 ? END : gap);
      }),
    );
  });

  it('meets others only where all were read, as of the oldest reading', () => {
    fc.assert(
      fc.property(fc.array(someReadings, { minLength: 1, maxLength: 4 }), (shops) => {
        const both = asOfByPoint(intersectAll(shops.map(setOf)));

        const each = shops.map(asOfByPoint);
        expect(both).toEqual(
          both.map((_, point) => {
            const ages = each.map((ofShop) => ofShop[point] ?? null);
            return ages.includes(null) ? null : Math.min(...ages.map(Number));
          }),
        );
      }),
    );
  });

  it('covers nothing for a location without a shop', () => {
    expect(intersectAll([])).toEqual([]);
  });

  it('is not changed by a reading of nothing', () => {
    expect(coverWith([{ from: 0, to: 5, asOf: 1 }], { from: 3, to: 3, asOf: 9 })).toEqual([
      { from: 0, to: 5, asOf: 1 },
    ]);
  });
});

describe('covers that have settled', () => {
  const hourly = Array.from({ length: 10 }, (_, hour) => ({ from: hour, to: hour + 1, asOf: hour + 6 }));

  it('become few', () => {
    expect(settled(hourly, 2)).toEqual([
      { from: 0, to: 4, asOf: 6 },
      { from: 4, to: 8, asOf: 10 },
      { from: 8, to: 10, asOf: 14 },
    ]);
  });

  it('stay as they are where a gap parts them', () => {
    const parted = [hourly[0], hourly[2]].filter((cover) => cover !== undefined);

    expect(settled(parted, 0)).toEqual(parted);
  });

  it('cover the same, and are older than they were only where nobody asks how old', () => {
    fc.assert(
      fc.property(someReadings, fc.nat(10), (readings, margin) => {
        const before = setOf(readings.map((reading) => ({ ...reading, asOf: reading.asOf * 10 })));

        const after = settled(before, margin);

        for (let point = 0; point < END; point++) {
          const [was, is] = [before, after].map((set) => set.find(({ from, to }) => from <= point && point < to));
          expect(is === undefined).toBe(was === undefined);
          if (is === undefined || was === undefined || is.asOf === was.asOf) continue;
          expect(is.asOf).toBeLessThan(was.asOf);
          expect(is.asOf).toBeGreaterThanOrEqual(was.to + margin);
        }
      }),
    );
  });
});
