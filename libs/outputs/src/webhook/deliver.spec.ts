import { expect, test } from '@jest/globals';
import { dayWith } from '../testing/day.js';
import { deliver } from './deliver.js';
import { contextWith, egress } from './testing/context.js';
import { modelReceiver } from './testing/receiver.js';
import { serve, statuses } from './testing/server.js';

const LOCATIONS = ['0001', '0002', '0003', '0004'];
/** Newest first and mixed, so that nothing is in order by chance. */
const days = ['2024-06-05', '2024-06-04', '2024-06-03'].flatMap((date) =>
  LOCATIONS.map((location) => dayWith({ location, date })),
);

test('several locations are under way at once, of each one day only, oldest first', async () => {
  const underWay = new Map<string, number>();
  let most = 0;
  let mostOfOne = 0;
  await using server = await serve(async ({ data: { location } }, response) => {
    underWay.set(location, (underWay.get(location) ?? 0) + 1);
    mostOfOne = Math.max(mostOfOne, underWay.get(location) ?? 0);
    most = Math.max(
      most,
      [...underWay.values()].reduce((sum, count) => sum + count, 0),
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
    underWay.set(location, (underWay.get(location) ?? 0) - 1);
    response.writeHead(204).end();
  });

  const receipts = await deliver(egress, contextWith({ url: server.url, parallel: 3 }), days);

  expect([most, mostOfOne]).toEqual([3, 1]);
  for (const location of LOCATIONS) {
    const dates = server.received.filter(({ data }) => data.location === location).map(({ data }) => data.date);
    expect(dates).toEqual(['2024-06-03', '2024-06-04', '2024-06-05']);
  }
  expect(receipts.map(({ location, date }) => [location, date])).toEqual(
    days.map(({ location, date }) => [location, date]),
  );
});

test('a call that is stopped midway keeps what was taken and leaves the rest untried', async () => {
  const stop = new AbortController();
  const { answer, held } = modelReceiver();
  await using server = await serve((request, response, count) => {
    if (count === 3) stop.abort();
    else answer(request, response, count);
  });

  const receipts = await deliver(egress, contextWith({ url: server.url, parallel: 1 }, { signal: stop.signal }), days);

  const taken = receipts.filter(({ status }) => status === 'accepted');
  expect([taken.length, held.size, server.received.length]).toEqual([2, 2, 3]);
  const rest = receipts.filter(({ status }) => status === 'retry');
  expect(rest).toHaveLength(10);
  expect(new Set(rest.map(({ cause }) => cause?.message))).toEqual(
    new Set(['The delivery was stopped before this message was sent or answered.']),
  );
});

test('a day without hours says nothing and is not sent', async () => {
  await using server = await serve(statuses(200));

  const [receipt] = await deliver(egress, contextWith({ url: server.url }), [dayWith({ figures: () => null })]);

  expect(receipt?.status).toBe('accepted');
  expect(server.received).toEqual([]);
});

test('a message longer than any receiver must take is refused here, and the others go out', async () => {
  await using server = await serve(statuses(200));
  const tooLong = dayWith({ location: '0002', locationName: 'x'.repeat(64 * 1024) });

  const receipts = await deliver(egress, contextWith({ url: server.url }), [dayWith(), tooLong]);

  expect(receipts.map(({ status }) => status)).toEqual(['accepted', 'refused']);
  expect(receipts[1]?.cause).toMatchObject({ code: 'output.refused', detail: { problem: 'webhook.too_long' } });
  expect(server.received).toHaveLength(1);
});

test('a message carries the headers of the settings beside its own', async () => {
  await using server = await serve(statuses(200));
  const headers = { 'X-Api-Key': 'k', Authorization: 'Bearer t' };

  await deliver(egress, contextWith({ url: server.url, headers }), [dayWith()]);

  expect(server.received[0]).toMatchObject({
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': expect.stringMatching(/^Tillbridge-Webhook\/\d/),
      'x-api-key': 'k',
      authorization: 'Bearer t',
    },
  });
});
