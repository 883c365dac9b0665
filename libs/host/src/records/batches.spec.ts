import { describe, expect, it } from '@jest/globals';

import type { Batch, SaleRecord } from '@tillbridge/plugin-kit';

import { readBatches, type ReadBatch } from './batches.js';
import { saleOf, type ReadSale } from './record.js';
import { FakeTiming } from '../testing/fake-timing.js';
import { collect } from '../testing/stage.js';
import { HangWatch } from '../hang-watch.js';

type Pages = readonly unknown[];

const EMPTY = { records: [], quarantined: [], checkpoint: null, done: false };

describe('the batches of a connector', () => {
  it('are passed on up to the one that is marked as the last', async () => {
    const cursor = { v: 1, value: 'here' };
    const batches = await collect(
      read([
        { ...EMPTY, checkpoint: cursor },
        { ...EMPTY, done: true },
      ]).batches,
    );

    expect(batches.map(({ checkpoint, done }) => [checkpoint, done])).toEqual([
      [cursor, false],
      [null, true],
    ]);
  });

  it.each<[string, Pages]>([
    ['a batch came after the one that was marked as the last', [{ ...EMPTY, done: true }, EMPTY]],
    ['reading ended without a batch marked as the last', [EMPTY]],
    ['a batch is no object', [undefined]],
    ['records of a batch is no list', [{ ...EMPTY, records: null }]],
    ['quarantined of a batch is no list', [{ ...EMPTY, quarantined: undefined }]],
    ['done of a batch is neither true nor false', [{ ...EMPTY, done: 'yes' }]],
    ['checkpoint of a batch has no v', [{ ...EMPTY, checkpoint: 'here' }]],
  ])('are a defect of the connector when %s', async (what, pages) => {
    await expect(collect(read(pages).batches)).rejects.toThrow(`plugin.defect: corner-till: ${what}`);
  });

  it('are a defect of the connector when it gives nothing to read', async () => {
    const watch = new HangWatch(new FakeTiming(), 60_000);
    const open = () => undefined as unknown as AsyncIterable<Batch<SaleRecord>>;

    const reading = collect(readBatches({ plugin: 'corner-till', watch, open, admission }));

    await expect(reading).rejects.toThrow('plugin.defect');
  });

  it('end at the connector too when the reader stops early', async () => {
    const { batches, watch, left } = read([EMPTY, EMPTY, EMPTY]);

    for await (const batch of batches) if (!batch.done) break;

    expect(watch.signal.aborted).toBe(true);
    expect(left()).toBe(true);
  });
});

const admission = () => ({ stream: 'sales' as const, read: saleOf });

function read(pages: Pages): { batches: AsyncGenerator<ReadBatch<ReadSale>>; watch: HangWatch; left: () => boolean } {
  let hasLeft = false;
  async function* source(): AsyncGenerator<Batch<SaleRecord>> {
    try {
      for (const page of pages) yield page as Batch<SaleRecord>;
    } finally {
      hasLeft = true;
    }
  }
  const watch = new HangWatch(new FakeTiming(), 60 * 60_000);
  return {
    batches: readBatches({ plugin: 'corner-till', watch, open: source, admission }),
    watch,
    left: () => hasLeft,
  };
}
