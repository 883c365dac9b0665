import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayWith } from '../testing/day.js';
import { batchesOf } from './batches.js';

const aDay = fc
  .record({
    location: fc.constantFrom('0001', '0002', 'Z', 'é', 'a'),
    date: fc.constantFrom('2026-05-13', '2026-05-14'),
    revision: fc.integer({ min: 1, max: 3 }),
    hours: fc.integer({ min: 0, max: 24 }),
  })
  .map(({ hours, ...over }) => dayWith({ ...over, figures: ({ index }) => (index < hours ? {} : null) }));

test('every day is in exactly one batch, whole, and knows its place in the call', () => {
  fc.assert(
    fc.property(fc.array(aDay), fc.integer({ min: 1, max: 100 }), (days, rows) => {
      const numbered = batchesOf(days, rows).flat();

      expect(numbered.map(({ index }) => index).sort((left, right) => left - right)).toEqual(
        days.map((_, index) => index),
      );
      for (const { day, index } of numbered) expect(day).toBe(days[index]);
    }),
  );
});

test('keys rise through a batch, none comes twice, and revisions of a day rise from batch to batch', () => {
  fc.assert(
    fc.property(fc.array(aDay), fc.integer({ min: 1, max: 100 }), (days, rows) => {
      const newest = new Map<string, number>();
      for (const batch of batchesOf(days, rows)) {
        const keys = batch.map(({ day }) => `${day.location} ${day.date}`);
        expect(keys).toEqual([...new Set(keys)].sort());
        for (const { day } of batch) {
          const key = `${day.location} ${day.date}`;
          expect(day.revision).toBeGreaterThanOrEqual(newest.get(key) ?? 0);
          newest.set(key, day.revision);
        }
      }
    }),
  );
});

test('a batch of several days stays within its rows', () => {
  fc.assert(
    fc.property(fc.array(aDay), fc.integer({ min: 1, max: 100 }), (days, rows) => {
      for (const batch of batchesOf(days, rows).filter(({ length }) => length > 1)) {
        expect(batch.reduce((sum, { day }) => sum + day.cells.length + 1, 0)).toBeLessThanOrEqual(rows);
      }
    }),
  );
});
