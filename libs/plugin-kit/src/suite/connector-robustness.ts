import { describe, expect, it } from '@jest/globals';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { StreamName } from '../contract/record.js';
import { PAGE_PARAMETER, startFaultyLine } from './connector-proxy.js';
import type { ConnectorSubject } from './connector-subject.js';
import { batchesOf, byId, causeWhile, manifestOf, read, recordsOf, type Stage } from './connector-stage.js';

const MANY_PAGES = 300;
const MOST_HEAP_GROWTH = 5 * 1024 * 1024;

export function describeRobustness(subject: ConnectorSubject, stage: () => Stage): void {
  const manifest = manifestOf(subject);
  const streams = Object.keys(manifest.streams) as StreamName[];
  const { answers } = subject;

  describe('robustness', () => {
    it.each(streams)('K25 reads %s that carry keys nobody knows', async (stream) => {
      const whole = byId(await recordsOf(read(stage(), stream, stage().host())));
      stage().line.break(
        (url) => answers.reads(stream, url),
        () => ({ kind: 'rewrite', rewrite: answers.withUnknownKeys }),
      );

      expect(byId(await recordsOf(read(stage(), stream, stage().host())))).toEqual(whole);
    });

    it.each(streams)(
      'K25 sets one of the %s without an id apart, with its reason, and reads the rest',
      async (stream) => {
        const whole = await recordsOf(read(stage(), stream, stage().host()));
        stage().line.break(
          (url) => answers.reads(stream, url),
          () => ({ kind: 'rewrite', rewrite: answers.withoutId }),
        );

        const batches = await batchesOf(read(stage(), stream, stage().host()));
        const quarantined = batches.flatMap((batch) => batch.quarantined);

        expect(batches.flatMap((batch) => batch.records)).toHaveLength(whole.length - 1);
        expect(quarantined).toHaveLength(1);
        expect(quarantined[0]).toMatchObject({ stream, id: null, cause: { $cause: 1, code: 'upstream.malformed' } });
        expect(structuredClone(quarantined)).toEqual(quarantined);
        expect(canariesIn(stage(), quarantined)).toEqual([]);
      },
    );

    it.each(streams)('K26 refuses a mode of %s that its manifest does not name', async (stream) => {
      if (manifest.streams[stream]?.modes.includes('changes') === true) return;
      const { connector, host } = stage();
      const request = { mode: 'changes', cursor: { v: 99, value: 'foreign' }, shops: [] } as const;
      const reading = (): AsyncIterable<unknown> =>
        stream === 'sales'
          ? connector.readSales(host().context, request)
          : connector.readShifts(host().context, request);

      expect(await causeWhile(() => batchesOf(reading()))).toBeDefined();
    });

    it('K27 lets no name of a customer or an employee out', async () => {
      const { connector, pos } = stage();
      const host = stage().host();

      const out = [
        await connector.listShops(host.context),
        await connector.check(host.context),
        await batchesOf(read(stage(), 'sales', host)),
        await batchesOf(read(stage(), 'shifts', host)),
        await connector.lookUpSales(
          host.context,
          pos.sales.map((sale) => sale.id),
        ),
        host.logs,
      ];

      expect(canariesIn(stage(), out)).toEqual([]);
    });

    it.each(streams)('K29 runs at most two requests ahead of a consumer of %s that stands still', async (stream) => {
      const batches = read(stage(), stream, stage().smallPages())[Symbol.asyncIterator]();

      await batches.next();
      await new Promise((resolve) => setTimeout(resolve, 100));
      const asked = stage().line.seen.filter((request) => answers.reads(stream, request.url)).length;
      await batches.return?.();

      expect(asked).toBeLessThanOrEqual(3);
    });

    it.each(streams)(
      `K29 stays within two requests of its consumer over ${String(MANY_PAGES)} pages of %s and keeps none of them`,
      async (stream) => {
        breakIntoPages(stage(), stream);
        const early: Array<WeakRef<object>> = [];
        let consumed = 0;
        let ahead = 0;
        let heapAtThird = 0;
        let heapAtEnd = 0;

        for await (const batch of read(stage(), stream, stage().host())) {
          consumed += 1;
          ahead = Math.max(ahead, stage().line.seen.length - consumed);
          if (consumed <= 10) early.push(new WeakRef(batch.records));
          if (consumed === MANY_PAGES / 3) heapAtThird = await heapInUse();
          if (consumed === MANY_PAGES - 2) heapAtEnd = await heapInUse();
        }

        expect(consumed).toBe(MANY_PAGES);
        expect(ahead).toBeLessThanOrEqual(3);
        expect(early.filter((records) => records.deref() !== undefined)).toEqual([]);
        expect(heapAtEnd - heapAtThird).toBeLessThan(MOST_HEAP_GROWTH);
      },
    );

    it.each(streams)('K31 never sends the token of %s where a link to another host leads', async (stream) => {
      const foreign = await startFaultyLine(stage().pos.origin);
      stage().line.break(
        (url) => answers.reads(stream, url),
        () => ({
          kind: 'rewrite',
          rewrite: (body) =>
            answers.withNext(body, nextUrlOf(stage(), stream, 1).replace(stage().line.origin, foreign.origin)),
        }),
      );

      const host = stage().host();

      const cause = await causeWhile(() => batchesOf(read(stage(), stream, host)));
      const reached = foreign.seen.length;
      await foreign.stop();

      expect(cause?.code).toBe('link.foreign');
      expect(reached).toBe(0);
      // The host would have refused it too; a connector does not even ask.
      expect(host.requests.filter((request) => request.url.startsWith(foreign.origin))).toEqual([]);
    });

    it.each(streams)('K32 ends with a cause where the pages of %s lead in a circle', async (stream) => {
      stage().line.break(
        (url) => answers.reads(stream, url),
        () => ({
          kind: 'rewrite',
          rewrite: (body) => answers.withNext(body, nextUrlOf(stage(), stream, 1)),
        }),
      );

      const cause = await causeWhile(() => batchesOf(read(stage(), stream, stage().host())));

      expect(cause?.code).toBe('upstream.malformed');
      expect(stage().line.seen.length).toBeLessThan(10);
    });

    it('K33 serves two connections at once without mixing them', async () => {
      const whole = byId(await recordsOf(read(stage(), 'sales', stage().host())));

      const both = await Promise.all([1, 2].map(() => recordsOf(read(stage(), 'sales', stage().smallPages()))));

      expect(both.map((records) => byId(records))).toEqual([whole, whole]);
    });
  });
}

/** Every answer of the stream leads to one more page, up to `MANY_PAGES`. */
function breakIntoPages(stage: Stage, stream: StreamName): void {
  const { answers } = stage.subject;
  let page = 0;
  const again = (body: string): string => {
    page += 1;
    return answers.withNext(body, page < MANY_PAGES ? nextUrlOf(stage, stream, page) : '');
  };
  stage.line.break(
    (url) => answers.reads(stream, url),
    () => ({ kind: 'rewrite', rewrite: again }),
  );
}

/** Bytes of the heap that are still held after a garbage collection. */
async function heapInUse(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  await new Promise(setImmediate);
  collect();
  return process.memoryUsage().heapUsed;
}

/** A link within the stream's own list, as the POS would give it. */
function nextUrlOf(stage: Stage, stream: StreamName, page: number): string {
  const first = stage.line.seen.find((request) => stage.subject.answers.reads(stream, request.url));
  const url = new URL(first?.url ?? stage.line.origin);
  const separator = url.search === '' ? '?' : '&';
  return `${url.href}${separator}${PAGE_PARAMETER}=${String(page)}`;
}

function canariesIn(stage: Stage, value: unknown): string[] {
  const text = JSON.stringify(value);
  return stage.pos.canaries.filter((canary) => text.includes(canary));
}
