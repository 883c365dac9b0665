import { describe, expect, it } from '@jest/globals';
import type { StreamName } from '../contract/record.js';
import type { ConnectorSubject } from './connector-subject.js';
import type { CannedAnswer, Fault } from './connector-proxy.js';
import { batchesOf, byId, causeWhile, manifestOf, read, recordsOf, type Stage } from './connector-stage.js';

const HTML = '<!doctype html><html><head><title>Maintenance</title></head><body><h1>Back soon</h1></body></html>';

interface Passing {
  readonly what: string;
  readonly fault: (stage: Stage) => Fault;
}

/** Faults that spoil one request. Reading must bring the same records as without them. */
const PASSING: readonly Passing[] = [
  { what: 'K23 429 with seconds', fault: limited('1') },
  { what: 'K23 429 with an HTTP date', fault: limited('Thu, 01 Jan 2026 00:00:05 GMT') },
  { what: 'K23 429 with an absurd date', fault: limited('Fri, 31 Dec 9999 23:59:59 GMT') },
  { what: 'K23 429 with an absurd number', fault: limited('99999999999999999999') },
  { what: 'K23 429 without a time', fault: limited(null) },
  { what: 'K24 500', fault: () => answered({ status: 500, body: '{"message":"oops"}' }) },
  { what: 'K24 502 with a page for people', fault: () => answered({ status: 502, body: HTML }) },
  { what: 'K24 503 without a word', fault: () => answered({ status: 503, body: '' }) },
  { what: 'K24 a connection reset', fault: () => ({ kind: 'reset' }) },
  { what: 'K24 JSON cut off', fault: () => ({ kind: 'rewrite', rewrite: (body) => body.slice(0, body.length / 2) }) },
  { what: 'K24 a page for people under 200', fault: () => answered({ status: 200, body: HTML }) },
];

/** Faults that stay. Reading must fail with this cause and must not look like a span in which nothing was sold. */
const LASTING: ReadonlyArray<Passing & { readonly code: string }> = [
  { what: 'K23 429', fault: limited(null), code: 'rate.limited' },
  { what: 'K24 500', fault: () => answered({ status: 500, body: '' }), code: 'upstream.unavailable' },
  { what: 'K24 a connection reset', fault: () => ({ kind: 'reset' }), code: 'upstream.unavailable' },
  {
    what: 'K24 JSON cut off',
    fault: () => answered({ status: 200, body: '{"a":[{"b"' }),
    code: 'upstream.unavailable',
  },
  { what: 'K24 a page for people', fault: () => answered({ status: 200, body: HTML }), code: 'upstream.unavailable' },
  { what: 'K24 an empty answer', fault: () => answered({ status: 200, body: '' }), code: 'upstream.unavailable' },
  {
    what: 'K24 JSON of another kind',
    fault: () => answered({ status: 200, body: '{"hello":"world"}' }),
    code: 'upstream.malformed',
  },
  { what: 'K10 a token not taken', fault: () => answered({ status: 401, body: '{}' }), code: 'auth.expired' },
];

export function describeFaults(subject: ConnectorSubject, stage: () => Stage): void {
  const streams = Object.keys(manifestOf(subject).streams) as StreamName[];
  const cases = <T extends Passing>(faults: readonly T[]) =>
    streams.flatMap((stream) => faults.map((one) => ({ ...one, stream })));

  describe('faults', () => {
    it.each(cases(PASSING))('$what: reads $stream whole once it is over', async ({ stream, fault }) => {
      const whole = byId(await recordsOf(read(stage(), stream, stage().smallPages())));
      const bent = fault(stage());
      stage().line.break(
        (url) => subject.answers.reads(stream, url),
        (nth) => (nth === 2 ? bent : undefined),
      );
      const host = stage().smallPages();

      const after = byId(await recordsOf(read(stage(), stream, host)));

      expect(after).toEqual(whole);
      expect(host.waits.every((wait) => Number.isFinite(wait) && wait > 0)).toBe(true);
    });

    it.each(cases(LASTING))('$what that stays: fails $stream with $code', async ({ stream, fault, code }) => {
      const bent = fault(stage());
      stage().line.break(
        (url) => subject.answers.reads(stream, url),
        (nth) => (nth >= 2 ? bent : undefined),
      );
      const seen: unknown[] = [];

      const cause = await causeWhile(async () => {
        for await (const batch of read(stage(), stream, stage().smallPages())) seen.push(batch.done);
      });

      expect(cause?.code).toBe(code);
      expect(seen).not.toContain(true);
    });

    it.each(streams)('K13 misses the right to %s and says so for that stream alone', async (stream) => {
      const missing = answered(subject.answers.missingRight);
      stage().line.break(
        (url) => subject.answers.reads(stream, url),
        () => missing,
      );
      const other = streams.find((one) => one !== stream);

      const cause = await causeWhile(() => batchesOf(read(stage(), stream, stage().host())));
      const items = await stage().connector.check(stage().host().context);

      expect(cause).toMatchObject({ code: 'permission.missing', stream, remedy: expect.any(String) });
      expect(items.filter((item) => item.status !== 'ok').map((item) => item.capability)).toEqual([stream]);
      if (other !== undefined)
        expect((await recordsOf(read(stage(), other, stage().host()))).length).toBeGreaterThan(0);
    });

    it('K14 checks every capability in at most ten requests', async () => {
      const host = stage().host();

      const items = await stage().connector.check(host.context);

      expect(items.map((item) => [item.capability, item.status])).toEqual([
        ['auth', 'ok'],
        ['shops', 'ok'],
        ['sales', 'ok'],
        ['shifts', 'ok'],
      ]);
      expect(items.every((item) => (item.evidence ?? '') !== '')).toBe(true);
      expect(host.requests.length).toBeLessThanOrEqual(10);
      expect(structuredClone(items)).toEqual(items);
    });

    it.each(streams)(
      'K22 gives up %s within two seconds of the signal, though the POS hangs',
      async (stream) => {
        stage().line.break(
          (url) => subject.answers.reads(stream, url),
          (nth) => (nth >= 2 ? { kind: 'hang' } : undefined),
        );
        const host = stage().smallPages();
        const reading = (async () => {
          for await (const batch of read(stage(), stream, host)) if (!batch.done) host.abort.abort(new Error('stop'));
        })();

        await expect(reading).rejects.toThrow();
      },
      2_000,
    );

    it.each(streams)('K22 can be left after the first batch of %s', async (stream) => {
      const batches = read(stage(), stream, stage().smallPages())[Symbol.asyncIterator]();

      const first = await batches.next();
      const end = await batches.return?.();

      expect(first.done).toBe(false);
      expect(end?.done).toBe(true);
    });
  });
}

function answered(answer: CannedAnswer): Fault {
  return { kind: 'answer', answer };
}

function limited(retryAfter: string | null): (stage: Stage) => Fault {
  return (stage) => answered(stage.subject.answers.rateLimited(retryAfter));
}
