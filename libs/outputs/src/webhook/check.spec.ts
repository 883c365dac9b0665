import { describe, expect, test } from '@jest/globals';
import { sayEvidence } from '@tillbridge/plugin-kit';
import { Webhook } from 'standardwebhooks';
import { outputKinds } from '../kinds.js';
import { check } from './check.js';
import { sendTestEvent } from './test-event.js';
import { contextWith, egress, SECRET } from './testing/context.js';
import { deadAddress, serve, statuses } from './testing/server.js';

async function checked(...list: readonly number[]) {
  await using server = await serve(statuses(...list));
  const result = await check(egress, contextWith({ url: server.url, headers: { 'X-Api-Key': 'k' } }));
  return { ...result, received: server.received };
}

describe('a check', () => {
  test('asks once with HEAD, unsigned, with the headers that a gateway may want', async () => {
    const { received } = await checked(200);

    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ method: 'HEAD', body: '', headers: { 'x-api-key': 'k' } });
    expect(Object.keys(received[0]?.headers ?? {}).filter((name) => name.startsWith('webhook-'))).toEqual([]);
  });

  test.each([200, 204, 400, 401, 403, 404, 405, 422, 429, 500, 501])(
    'finds a receiver that answers HEAD with %d reachable',
    async (status) => {
      const { status: result, evidence } = await checked(status);

      expect(result).toBe('ok');
      expect(evidence).toContain(`answered HEAD with ${status}`);
    },
  );

  test.each([
    [301, 'output.not_let_in', 'webhook.redirected'],
    [308, 'output.not_let_in', 'webhook.redirected'],
    [410, 'output.gone', 'webhook.gone'],
    [502, 'output.unreachable', 'webhook.failed'],
    [503, 'output.unreachable', 'webhook.busy'],
    [504, 'output.unreachable', 'webhook.failed'],
  ])('finds fault with %d', async (status, code, problem) => {
    const { status: result, cause } = await checked(status);

    expect(result).toBe('failed');
    expect(cause).toMatchObject({ code, detail: { problem } });
  });

  test('says what it found in French, too', async () => {
    const found = await checked(405);

    expect(sayEvidence(found, 'fr')).toMatch(/^127\.0\.0\.1:\d+ a répondu 405 à HEAD ; rien n’a été envoyé$/);
  });

  test('names why a receiver cannot be reached', async () => {
    const { status, cause } = await check(egress, contextWith({ url: await deadAddress() }));

    expect([status, cause?.detail]).toMatchObject(['failed', { problem: 'egress.connect' }]);
  });
});

describe('a test event', () => {
  test('is a signed message of its own type, without figures, with another id each time', async () => {
    await using server = await serve(statuses(204));
    let now = Date.now();
    const context = contextWith({ url: server.url }, { now: () => now });

    const first = await sendTestEvent(egress, context);
    now += 1_000;
    await sendTestEvent(egress, context);

    expect(first.status).toBe('ok');
    const [one, two] = server.received;
    const id = one?.headers['webhook-id'];
    expect(first.evidence).toContain(id);
    expect(two?.headers['webhook-id']).not.toBe(id);
    expect(new Webhook(SECRET).verify(one?.body ?? '', one?.headers ?? {})).toEqual({
      type: 'tillbridge.test',
      timestamp: new Date(now - 1_000).toISOString().replace('.000Z', 'Z'),
      data: { output: 'hook' },
    });
  });

  test('that is not taken tells why', async () => {
    await using server = await serve(statuses(401));

    const { status, cause } = await sendTestEvent(egress, contextWith({ url: server.url }));

    expect([status, cause?.detail]).toMatchObject(['failed', { problem: 'webhook.not_let_in' }]);
  });

  test('can be sent by whoever knows the kind alone', async () => {
    await using server = await serve(statuses(204));

    const result = await outputKinds(() => egress)
      .get('webhook')
      ?.test?.(contextWith({ url: server.url }));

    expect(result?.status).toBe('ok');
  });
});
