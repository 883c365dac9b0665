import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { aPart, write } from '../testing/builders.js';
import { coverageBounds, coverageOf, writeCoverage } from './coverage.js';
import type { LedgerPart } from './ledger-part.js';

const SPAN = 12;
const whole = (shops: readonly string[], connectionId = 'acme'): LedgerPart =>
  aPart({ connectionId, shops, from: 0, to: SPAN });

interface Slice {
  readonly shops: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
}

/** Every instant of every shop on its own: the newest reading of it. */
function naive(slices: readonly Slice[], shop: string): Array<number | null> {
  return Array.from({ length: SPAN }, (_, instant) => {
    const readings = slices.filter(
      (slice) => slice.shops.includes(shop) && slice.from <= instant && instant < slice.to,
    );
    return readings.length === 0 ? null : Math.max(...readings.map(({ asOf }) => asOf));
  });
}

const SHOPS = ['1', '2', '3'];
const aSlice: fc.Arbitrary<Slice> = fc
  .record({
    shops: fc.oneof(fc.constant(['1']), fc.subarray(SHOPS)),
    from: fc.integer({ min: 0, max: SPAN - 1 }),
    length: fc.integer({ min: 0, max: SPAN }),
    asOf: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ from, length, ...slice }) => ({ ...slice, from, to: Math.min(SPAN, from + length) }));

describeOnBothStores('coverage', (stores) => {
  it('is what was read, as of the newest reading, and never overlaps, whatever slices are read', async () => {
    const store = await stores.open();
    let runs = 0;

    await fc.assert(
      fc.asyncProperty(fc.array(aSlice, { minLength: 1, maxLength: 8 }), async (slices) => {
        const connectionId = `run ${(runs += 1)}`;
        for (const { asOf, ...slice } of slices) {
          await write(store, (session) => writeCoverage(session, { ...whole([], connectionId), ...slice }, asOf));
        }

        const stored = await coverageOf(store.read, whole(SHOPS, connectionId));

        for (const shop of SHOPS) {
          const covers = stored.get(shop) ?? [];
          const expanded = Array.from({ length: SPAN }, (_, instant) =>
            covers.filter(({ from, to }) => from <= instant && instant < to).map(({ asOf }) => asOf),
          );
          expect(expanded).toEqual(naive(slices, shop).map((asOf) => (asOf === null ? [] : [asOf])));
          expect(covers).toEqual(covers.toSorted((a, b) => a.from - b.from));
          for (const [index, cover] of covers.entries()) {
            const next = covers[index + 1];
            expect(cover.from).toBeLessThan(cover.to);
            expect(next?.from === cover.to && next.asOf === cover.asOf).toBe(false);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('of slices read one after the other as of one instant is one row', async () => {
    const store = await stores.open();

    for (const from of [0, 4, 8]) {
      await write(store, (session) => writeCoverage(session, { ...whole(['1', '2']), from, to: from + 4 }, 7));
    }

    const one = [{ from: 0, to: 12, asOf: 7 }];
    expect(await coverageOf(store.read, whole(['1', '2', '3']))).toEqual(
      new Map([
        ['1', one],
        ['2', one],
      ]),
    );
  });

  it('tells the streams and the connections apart', async () => {
    const store = await stores.open();
    await write(store, (session) => writeCoverage(session, whole(['1']), 7));

    expect(await coverageOf(store.read, { ...whole(['1']), stream: 'shifts' })).toEqual(new Map());
    expect(await coverageOf(store.read, whole(['1'], 'other'))).toEqual(new Map());
  });

  it('ends where the last reading of each shop ends; a shop that was never read is absent', async () => {
    const store = await stores.open();
    const real = Date.parse('2026-03-02T12:00:00Z');
    await write(store, async (session) => {
      await writeCoverage(session, { ...whole(['1', '2']), from: real, to: real + 3_600_000 }, real);
      await writeCoverage(session, { ...whole(['2']), from: real + 7_200_000, to: real + 9_000_000 }, real);
    });

    const ends = await coverageBounds(store.read, { connectionId: 'acme', stream: 'sales', shops: ['1', '2', '3'] });

    expect(ends).toEqual(
      new Map([
        ['1', { from: real, to: real + 3_600_000 }],
        ['2', { from: real, to: real + 9_000_000 }],
      ]),
    );
  });

  it('of many overlapping runs is kept in few rows, without losing what was read', async () => {
    const store = await stores.open();
    const hour = 3_600_000;
    const lookback = 26;

    for (let run = lookback; run < 200; run++) {
      const part = whole(['1']);
      const read = { ...part, from: (run - lookback) * hour, to: run * hour };
      await write(store, (session) => writeCoverage(session, read, run * hour, 2 * hour));
    }

    const covers = (await coverageOf(store.read, { ...whole(['1']), from: 0, to: 200 * hour })).get('1') ?? [];
    expect(covers.length).toBeLessThan(12);
    expect(covers[0]?.from).toBe(0);
    expect(covers.at(-1)?.to).toBe(199 * hour);
    expect(covers.every((cover, index) => index === 0 || covers[index - 1]?.to === cover.from)).toBe(true);
  });
});
