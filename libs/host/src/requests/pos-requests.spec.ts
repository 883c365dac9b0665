import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { SPAN, Stage, causeBehind, collect, grantAnswer } from '../testing/stage.js';

let stage: Stage;

beforeEach(async () => {
  stage = await Stage.set();
});

afterEach(async () => {
  await stage.clear();
});

describe('requests', () => {
  it('are measured by what they were sent for', async () => {
    stage.pos.answer('/sales', { status: 503 }, { body: { records: [] }, headers: { 'x-level': '40' } });
    const calls = await stage.open();

    await collect(calls.readSales(SPAN));

    expect(stage.measured.get('pos_requests_total acme read_sales')).toBe(2);
    expect(stage.measured.get('pos_request_failures_total acme upstream.unavailable')).toBe(1);
    expect(stage.measured.has('pos_request_duration_seconds acme read_sales')).toBe(true);
    expect(stage.measured.get('pos_rate_limit_wait_seconds_total acme')).toBe(0.75);
    expect(stage.measured.get('pos_rate_limit_remaining acme')).toBe(60);
    expect(stage.measured.has('clock_skew_seconds acme')).toBe(true);
  });

  it('let what the connector says through to the log', async () => {
    stage.pos.answer('/session', { body: {} });
    const calls = await stage.open();

    await calls.check();

    expect(stage.logged).toEqual([
      {
        level: 'warn',
        event: 'connector.message',
        message: 'the session is old',
        component: 'corner-till',
        connection: 'acme',
        fields: { days: 9 },
      },
    ]);
  });
});

describe('a request that fails', () => {
  it('is sent again after growing pauses while the POS is down', async () => {
    stage.pos.answer('/sales', { status: 503 }, { status: 500 }, { body: { records: [] } });
    const calls = await stage.open();

    await collect(calls.readSales(SPAN));

    expect(stage.timing.slept).toEqual([750, 1500]);
    expect(calls.counts()).toMatchObject({ requests: 3, retries: 2, waits: 2, waitedMilliseconds: 2250 });
  });

  it('is given up after five sendings', async () => {
    stage.pos.answer('/sales', { status: 500 });
    const calls = await stage.open();

    const cause = await causeBehind(collect(calls.readSales(SPAN)));

    expect(cause.code).toBe('upstream.unavailable');
    expect(stage.pos.paths().filter((path) => path === '/sales')).toHaveLength(5);
  });

  it('waits as long as the POS asks when the rate limit is hit', async () => {
    stage.pos.answer('/sales', { status: 429, headers: { 'retry-after': '3' } }, { body: { records: [] } });
    const calls = await stage.open();

    await collect(calls.readSales(SPAN));

    expect(stage.timing.slept.reduce((sum, pause) => sum + pause, 0)).toBe(3000);
  });

  it('is told as rate limited when the POS asks for more than the host bears', async () => {
    stage.pos.answer('/sales', { status: 429, headers: { 'retry-after': '3600' } });
    const calls = await stage.open();

    const cause = await causeBehind(collect(calls.readSales(SPAN)));

    expect(cause.code).toBe('rate.limited');
    expect(stage.pos.paths().filter((path) => path === '/sales')).toHaveLength(1);
  });

  it('is repeated once with a new token when the old one is no longer taken', async () => {
    stage.pos.answer('/sales', { status: 401 }, { body: { records: [] } });
    const calls = await stage.open();

    await collect(calls.readSales(SPAN));

    const sent = stage.pos.received.filter(({ path }) => path === '/sales').map(({ authorization }) => authorization);
    expect(sent).toEqual(['Bearer access-1', 'Bearer access-2']);
  });

  it('fails when the new token is not taken either', async () => {
    stage.pos.answer('/sales', { status: 401 });
    const calls = await stage.open();

    const cause = await causeBehind(collect(calls.readSales(SPAN)));

    expect(cause.code).toBe('auth.expired');
    expect(stage.pos.paths()).toEqual(['/token', '/sales', '/token', '/sales']);
  });

  it('is never repeated where a right is missing', async () => {
    stage.pos.answer('/sales', { status: 403 });
    const calls = await stage.open();

    const cause = await causeBehind(collect(calls.readSales(SPAN)));

    expect(cause.code).toBe('permission.missing');
    expect(stage.pos.paths()).toEqual(['/token', '/sales']);
  });

  it('I6: keeps the token to itself that the POS repeats', async () => {
    const shop = { posId: '1', name: 'Bearer access-1', timeZone: null, currency: null, archived: false };
    stage.pos.answer('/shops', { body: [shop] });
    stage.pos.answer('/sales', { status: 302, headers: { location: 'https://access-1.example' } });
    const calls = await stage.open();

    const shops = await calls.listShops();
    const cause = await causeBehind(collect(calls.readSales(SPAN)));

    expect(stage.pos.received.at(-1)?.authorization).toBe('Bearer access-1');
    expect(shops).toMatchObject([{ name: 'Bearer [token]' }]);
    expect(JSON.stringify(cause)).not.toContain('access-1');
  });

  it('does not follow a redirect', async () => {
    stage.pos.answer('/sales', { status: 302, headers: { location: `${stage.pos.url}/elsewhere` } });
    const calls = await stage.open();

    const cause = await causeBehind(collect(calls.readSales(SPAN)));

    expect(cause).toMatchObject({ code: 'upstream.unavailable', detail: { reason: 'redirect' } });
    expect(stage.pos.paths()).not.toContain('/elsewhere');
  });
});

describe('a token that cannot be had', () => {
  it('is asked for again after a pause while the token endpoint is down', async () => {
    stage.pos.answer('/token', { status: 503 }, { body: grantAnswer(1) });
    stage.pos.answer('/sales', { body: { records: [] } });
    const calls = await stage.open();

    await collect(calls.readSales(SPAN));

    expect(stage.pos.paths()).toEqual(['/token', '/token', '/sales']);
    expect(stage.timing.slept).toEqual([15_000]);
  });

  it('stops the call at once when the grant is gone', async () => {
    stage.pos.answer('/token', { status: 400, body: { error: 'invalid_grant' } });
    const calls = await stage.open();

    const cause = await causeBehind(collect(calls.readSales(SPAN)));

    expect(cause.code).toBe('auth.revoked');
    expect(stage.pos.paths()).toEqual(['/token']);
  });

  it('is not blamed on the connector when the store fails', async () => {
    const failure = new Error('the store is closed');
    const calls = await stage.open();
    stage.vault.failure = failure;

    await expect(collect(calls.readSales(SPAN))).rejects.toBe(failure);
  });

  it('is never asked for at an address that nobody named', async () => {
    const opening = stage.open({ apiUrl: 'ftp://stage.pos.example' });

    expect(await causeBehind(opening)).toMatchObject({ code: 'link.foreign' });
  });
});
