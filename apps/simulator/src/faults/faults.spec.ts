import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Simulator } from '../simulator.js';
import { startSimulator } from '../simulator.js';
import { letIn, nextOf, postToken, readAll, recordsOf } from '../testing/visitor.js';
import type { Visitor } from '../testing/visitor.js';

describe('a fault', () => {
  let simulator: Simulator;
  let visitor: Visitor;

  beforeAll(async () => {
    simulator = await startSimulator({
      from: '2026-05-10',
      to: '2026-05-12',
      now: '2026-05-12T18:00:00Z',
      frozen: true,
      rateLimit: false,
    });
    visitor = await letIn(simulator);
  });
  beforeEach(() => {
    simulator.control('reset');
  });
  afterAll(() => simulator.close());

  test.each([
    ['unauthorized', 401],
    ['forbidden', 403],
    ['rateLimit', 429],
    ['burst', 429],
    ['tryAgain', 400],
    ['serverError', 500],
    ['badGateway', 502],
    ['unavailable', 503],
    ['gatewayTimeout', 504],
  ])('%s answers %i as often as it is told, then no more', async (kind, status) => {
    simulator.control('faults', { kind, times: 2 });

    const statuses = [];
    for (let turn = 0; turn < 3; turn += 1) statuses.push((await visitor.get('Shop.json')).status);

    expect(statuses).toEqual([status, status, 200]);
  });

  test('strikes only the entity, path and turn that it names', async () => {
    simulator.control('faults', { kind: 'forbidden', entity: 'EmployeeHours', times: null });
    simulator.control('faults', { kind: 'serverError', path: '/Sale\\.json.*shopID=2/', skip: 1 });

    const shop = await visitor.get('Shop.json');
    const hours = [await visitor.get('EmployeeHours.json'), await visitor.get('EmployeeHours/50001.json')];
    const sales = [
      await visitor.get('Sale.json?shopID=2'),
      await visitor.get('Sale.json?shopID=1'),
      await visitor.get('Sale.json?shopID=2'),
    ];

    expect(shop.status).toBe(200);
    expect(hours.map(({ status }) => status)).toEqual([403, 403]);
    expect(sales.map(({ status }) => status)).toEqual([200, 200, 500]);
  });

  test('htmlPage answers 200 with a page', async () => {
    simulator.control('faults', { kind: 'htmlPage' });

    const answer = await visitor.get('Sale.json');

    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
    expect(answer.text).toContain('<html>');
  });

  test('truncate breaks the JSON off', async () => {
    simulator.control('faults', { kind: 'truncate' });

    const answer = await visitor.get('Sale.json');

    expect(answer.status).toBe(200);
    expect(() => JSON.parse(answer.text) as unknown).toThrow();
  });

  test('reset breaks the connection', async () => {
    simulator.control('faults', { kind: 'reset' });

    await expect(visitor.get('Sale.json')).rejects.toThrow();
    expect((await visitor.get('Sale.json')).status).toBe(200);
  });

  test('slow keeps the answer back', async () => {
    simulator.control('faults', { kind: 'slow', delay: 150 });
    const start = performance.now();

    await visitor.get('Shop.json');

    expect(performance.now() - start).toBeGreaterThanOrEqual(140);
  });

  test('loseAnswer rotates the tokens and never says so; the old one may be tried again', async () => {
    simulator.control('faults', { kind: 'loseAnswer' });
    const form = { grant_type: 'refresh_token', refresh_token: visitor.refreshToken };

    await expect(postToken(simulator, form)).rejects.toThrow();
    const again = await postToken(simulator, form);

    expect(again.status).toBe(200);
  });

  test('foreignNext points the next link at another host', async () => {
    simulator.control('faults', { kind: 'foreignNext', host: 'http://other.invalid' });
    await visitor.get('Shop.json');

    const answer = await visitor.get('Sale.json?limit=5');
    const after = await visitor.get('Sale.json?limit=5');

    expect(nextOf(answer.text)).toMatch(/^http:\/\/other\.invalid\/API\/V3\//);
    expect(nextOf(after.text)).toMatch(simulator.origin);
  });

  test('loopingNext points it at the same page again', async () => {
    simulator.control('faults', { kind: 'loopingNext', times: null });
    const first = nextOf((await visitor.get('Sale.json?limit=5')).text);

    const second = nextOf((await visitor.follow(first)).text);

    expect(second).toBe(first);
  });

  test('gatewayTimeout above a number of lines strikes heavy pages only', async () => {
    simulator.control('faults', { kind: 'gatewayTimeout', lines: 40, times: null });
    const path = 'Sale.json?load_relations=%5B%22SaleLines%22%5D&limit=';

    expect((await visitor.get(`${path}100`)).status).toBe(504);
    expect((await visitor.get(`${path}10`)).status).toBe(200);
  });

  test('emptyList shows no record', async () => {
    simulator.control('faults', { kind: 'emptyList', entity: 'Sale' });

    expect(recordsOf((await visitor.get('Sale.json')).text, 'Sale')).toEqual([]);
  });

  test.each([
    [true, 1],
    [false, 0],
  ])('a silenced shop is left out of lists, and a look-up by id finds it: %s', async (byId, found) => {
    const [sale] = await readAll(visitor, 'Sale.json?shopID=2&completed=true', 'Sale');
    const id = sale?.['saleID'] ?? '';
    simulator.control('shops/silence', { shopID: 2, byId });

    const listed = await readAll(visitor, 'Sale.json?completed=true', 'Sale');
    const asked = await readAll(visitor, `Sale.json?saleID=IN,[${id}]`, 'Sale');
    const single = await visitor.get(`Sale/${id}.json`);

    expect(listed.length).toBeGreaterThan(0);
    expect(listed.filter((other) => other['shopID'] === '2')).toEqual([]);
    expect(asked).toHaveLength(found);
    expect(single.status).toBe(found === 1 ? 200 : 404);
  });
});

describe('the rate limits', () => {
  test('serve the request that crosses the size, then refuse with Retry-After and leak by the second', async () => {
    const simulator = await startSimulator({
      from: '2026-05-10',
      to: '2026-05-10',
      now: '2026-05-12T18:00:00Z',
      subscribedRegisters: 1,
    });
    const visitor = await letIn(simulator);

    const answers = [];
    for (let turn = 0; turn < 11; turn += 1) answers.push(await visitor.get('Sale.json?count=1'));

    await simulator.close();
    const last = answers.at(-1);
    expect(answers[0]?.headers.get('x-ls-api-bucket-level')).toBe('10/90');
    expect(answers.slice(0, 9).every(({ status }) => status === 200)).toBe(true);
    expect(last?.status).toBe(429);
    expect(last?.headers.get('x-ls-api-ratelimit-type')).toBe('api-leaky-bucket');
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(last?.headers.get('x-ls-api-drip-rate')).toBe('1');
  });

  test('refuse a burst within one second', async () => {
    const simulator = await startSimulator({
      from: '2026-05-10',
      to: '2026-05-10',
      now: '2026-05-12T18:00:00Z',
      subscribedRegisters: 1,
    });
    const visitor = await letIn(simulator);

    const answers = await Promise.all(Array.from({ length: 60 }, () => visitor.get('Shop.json')));

    await simulator.close();
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.headers.get('x-ls-api-ratelimit-type')).toBe('api-burst-limiter');
    expect(refused[0]?.headers.get('retry-after')).toBe('1');
  });

  test('can be turned off', async () => {
    const simulator = await startSimulator({
      from: '2026-05-10',
      to: '2026-05-10',
      now: '2026-05-12T18:00:00Z',
      subscribedRegisters: 1,
      rateLimit: false,
    });
    const visitor = await letIn(simulator);

    const answers = await Promise.all(Array.from({ length: 60 }, () => visitor.get('Sale.json?count=1')));

    await simulator.close();
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  });
});
