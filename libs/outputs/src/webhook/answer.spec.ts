import { describe, expect, test } from '@jest/globals';
import type { LocationDay, Receipt } from '@tillbridge/plugin-kit';
import { dayWith } from '../testing/day.js';
import { deliver } from './deliver.js';
import { messageOf } from './message.js';
import { contextWith, egress } from './testing/context.js';
import { serve, statuses, type Answer } from './testing/server.js';

const locations = Array.from({ length: 20 }, (_, index) => dayWith({ location: `L${index}` }));
const [oneDay = dayWith()] = locations;

async function receiptsFor(answer: Answer, days: readonly LocationDay[] = [oneDay], settings: object = {}) {
  await using server = await serve(answer);
  const lines: unknown[] = [];
  const receipts = await deliver(egress, contextWith({ url: server.url, ...settings }, { lines }), days);
  return { receipts, lines, received: server.received };
}

async function receiptFor(answer: Answer): Promise<Receipt | undefined> {
  return (await receiptsFor(answer)).receipts[0];
}

describe('an answer', () => {
  test.each([200, 201, 202, 204, 299])('%d is an acceptance, and the receipt names the message', async (status) => {
    const receipt = await receiptFor(statuses(status));

    expect(receipt).toEqual({
      location: 'L0',
      date: '2024-06-03',
      revision: 1,
      status: 'accepted',
      reference: messageOf(oneDay).id,
    });
  });

  test('208 says that the receiver already has it', async () => {
    expect((await receiptFor(statuses(208)))?.status).toBe('unchanged');
  });

  test.each([400, 413, 415, 422])('%d is a refusal for good', async (status) => {
    const receipt = await receiptFor((_request, response) => response.writeHead(status).end('hours must be an object'));

    expect(receipt).toMatchObject({ status: 'refused', cause: { code: 'output.refused', http: { status } } });
    expect(receipt?.cause?.message).toContain('It said: hours must be an object');
  });

  test.each([
    [300, 'webhook.redirected'],
    [301, 'webhook.redirected'],
    [302, 'webhook.redirected'],
    [304, 'webhook.redirected'],
    [307, 'webhook.redirected'],
    [308, 'webhook.redirected'],
    [401, 'webhook.not_let_in'],
    [403, 'webhook.not_let_in'],
    [404, 'webhook.not_found'],
    [405, 'webhook.not_found'],
  ])('%d is a person’s matter, told as %s, and tried again', async (status, problem) => {
    const receipt = await receiptFor(statuses(status));

    expect(receipt).toMatchObject({
      status: 'retry',
      cause: { code: 'output.not_let_in', detail: { problem }, http: { status, method: 'POST', path: '/…' } },
    });
    expect(receipt?.cause?.remedy).not.toBe('');
    expect(`${receipt?.cause?.message} ${receipt?.cause?.remedy}`).not.toMatch(/[{}]/);
  });

  test.each([
    [402, 'webhook.failed'],
    [408, 'webhook.failed'],
    [409, 'webhook.failed'],
    [425, 'webhook.failed'],
    [429, 'webhook.busy'],
    [431, 'webhook.failed'],
    [500, 'webhook.failed'],
    [501, 'webhook.failed'],
    [502, 'webhook.failed'],
    [503, 'webhook.busy'],
    [504, 'webhook.failed'],
    [599, 'webhook.failed'],
  ])('%d is tried again and told as %s', async (status, problem) => {
    const receipt = await receiptFor(statuses(status));

    expect(receipt).toMatchObject({
      status: 'retry',
      cause: { code: 'output.unreachable', detail: { problem }, http: { status, method: 'POST', path: '/…' } },
    });
    expect(receipt?.cause?.remedy).not.toBe('');
    expect(`${receipt?.cause?.message} ${receipt?.cause?.remedy}`).not.toMatch(/[{}]/);
  });

  test('a redirect, to a metadata address for one, is not followed, and its path is not repeated', async () => {
    await using elsewhere = await serve(statuses(200));
    const location = `${elsewhere.url}?token=canary`;

    const receipt = await receiptFor((_request, response) => response.writeHead(301, { location }).end());

    expect(elsewhere.received).toEqual([]);
    expect(receipt?.cause?.message).toContain(`points to ${new URL(elsewhere.url).origin};`);
    expect(JSON.stringify(receipt)).not.toContain('canary');
  });

  test('410 ends the call: the receiver is gone, and no day is dead for it', async () => {
    const { receipts, received } = await receiptsFor(statuses(410), locations, { parallel: 1 });

    expect(received).toHaveLength(1);
    expect(receipts[0]?.cause).toMatchObject({ http: { status: 410 } });
    expect(new Set(receipts.map(({ status }) => status))).toEqual(new Set(['retry']));
    for (const { cause } of receipts)
      expect(cause).toMatchObject({ code: 'output.gone', detail: { problem: 'webhook.gone' } });
    expect(receipts[1]?.reference).toBeUndefined();
  });

  test.each([429, 503])('%d ends the call, and its Retry-After holds for all that waits', async (status) => {
    const busy: Answer = (_request, response) => response.writeHead(status, { 'retry-after': '60' }).end();
    const before = Date.now();

    const { receipts, received } = await receiptsFor(busy, locations, { parallel: 4 });

    expect(received.length).toBeLessThanOrEqual(4);
    for (const { cause } of receipts) {
      const wait = Date.parse(cause?.retryAt ?? '') - before;
      expect(wait).toBeGreaterThan(58_000);
      expect(wait).toBeLessThanOrEqual(70_000);
    }
  });

  test('a Retry-After that cannot be read leaves the wait to the sender, with a warning', async () => {
    const { receipts, lines } = await receiptsFor((_request, response) =>
      response.writeHead(429, { 'retry-after': 'canary' }).end(),
    );

    expect(receipts[0]?.cause).not.toHaveProperty('retryAt');
    expect(lines).toEqual([['warn', expect.stringContaining('Retry-After'), { output: 'hook', status: 429 }]]);
  });

  test('the same day that failed goes out again with the same id and the same bytes, signed anew', async () => {
    await using server = await serve(statuses(500, 200));
    let now = Date.now();
    const context = contextWith({ url: server.url }, { now: () => now });

    const [failed] = await deliver(egress, context, [oneDay]);
    now += 61_000;
    const [taken] = await deliver(egress, context, [oneDay]);

    expect([failed?.status, taken?.status]).toEqual(['retry', 'accepted']);
    const [first, second] = server.received;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.headers['webhook-timestamp']).toBe(String(Number(first?.headers['webhook-timestamp']) + 61));
    expect(second?.headers['webhook-signature']).not.toBe(first?.headers['webhook-signature']);
  });
});

describe('what one bad location costs the others', () => {
  const others = Array.from({ length: 5 }, (_, index) => dayWith({ location: `L${index}` }));
  const bad = Array.from({ length: 10 }, (_, index) =>
    dayWith({ location: 'bad', date: `2024-06-${String(index + 1).padStart(2, '0')}` }),
  );
  const oneBad =
    (status: number): Answer =>
    ({ data }, response) =>
      response.writeHead(data.location === 'bad' ? status : 200).end();

  test.each([400, 401, 404, 409, 500])('is nothing where it alone is answered %d', async (status) => {
    const { receipts } = await receiptsFor(oneBad(status), [...bad, ...others], { parallel: 1 });

    expect(receipts.slice(10).map((receipt) => receipt.status)).toEqual(Array(5).fill('accepted'));
    expect(receipts.slice(0, 10).map(({ cause }) => cause?.http?.status)).toEqual(Array(10).fill(status));
  });

  test('ends when five locations in a row fail: then it is the receiver', async () => {
    const { receipts, received } = await receiptsFor(statuses(500), locations, { parallel: 1 });

    expect(received).toHaveLength(5);
    expect(receipts.map((receipt) => receipt.status)).toEqual(Array(20).fill('retry'));
    expect(receipts[19]?.cause?.message).toContain('500');
  });
});
