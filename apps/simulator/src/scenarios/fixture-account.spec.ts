import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Simulator } from '../simulator.js';
import { startSimulator } from '../simulator.js';
import { ask, letIn, postToken, visitorWith } from '../testing/visitor.js';
import type { Answer, Visitor } from '../testing/visitor.js';
import { fixtureAccount } from './fixture-account.js';

const folder = join(import.meta.dirname, '../../../../../shared/reference/lightspeed-r-series-fixtures');
const present = existsSync(folder);
if (!present) process.stdout.write(`skipped: the recorded R-Series bodies are not at ${folder}\n`);
const describeFixtures = present ? describe : describe.skip;

function fixture(name: string): string {
  return JSON.stringify(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')));
}

/** Key order stays, white space and the escaping of slashes go. */
function normal(text: string): string {
  return JSON.stringify(JSON.parse(text));
}

const relations = 'load_relations=%5B%22SaleLines%22%2C%22SalePayments%22%5D';
const everyScope = 'employee:register employee:admin_employees employee:admin_void_sale employee:inventory_read';

describeFixtures('the recorded bodies, key order included', () => {
  let simulator: Simulator;
  let visitor: Visitor;

  beforeAll(async () => {
    simulator = await startSimulator({ scenario: fixtureAccount(), frozen: true, rateLimit: false });
    visitor = await letIn(simulator, everyScope);
  });
  afterAll(() => simulator.close());

  test.each([
    ['account-by-id', '../990001.json'],
    ['account-list', '../../Account.json'],
    ['session', '../../Session.json'],
    ['session', '../../../Session.json'],
    ['categories-list', 'Category.json'],
    ['items-list', 'Item.json'],
    ['registers-list', 'Register.json'],
    ['shops-list', 'Shop.json'],
    ['shops-list-single-object', 'Shop.json?shopID=1'],
    ['shop-by-id-with-relations', 'Shop/1.json?load_relations=%5B%22Contact%22%2C%22Registers%22%5D'],
    ['employees-list', 'Employee.json'],
    ['employees-list-archived-true', 'Employee.json?archived=true'],
    ['employee-hours-list', 'EmployeeHours.json'],
    ['employee-hours-list-single-object', 'EmployeeHours.json?employeeHoursID=8801'],
    ['empty-list', 'Sale.json?saleID=1'],
    ['sale-by-id', `Sale/5002.json?${relations}`],
    ['sale-normal', `Sale.json?saleID=5001&${relations}`],
    ['sale-single-line', `Sale.json?saleID=5002&${relations}`],
    ['sale-voided', `Sale.json?saleID=5003&${relations}`],
    ['sale-refund', `Sale.json?saleID=5004&${relations}`],
    ['sale-exchange', `Sale.json?saleID=5005&${relations}`],
    ['sale-open', `Sale.json?saleID=5006&${relations}`],
    ['sale-open-empty', `Sale.json?saleID=5007&${relations}`],
    ['sale-giftcard-load', `Sale.json?saleID=5008&${relations}`],
    ['sale-deposit', `Sale.json?saleID=5009&${relations}`],
    ['sales-list', `Sale.json?${relations}`],
    ['sales-count', 'Sale.json?count=1'],
    ['sale-voids-list', 'SaleVoid.json'],
    ['empty-list-v2', '../../../Account/990001/Sale.json?saleID=1'],
  ])('%s comes out of %s', async (name, path) => {
    const answer = await visitor.get(path);

    expect(answer.status).toBe(200);
    expect(normal(answer.text)).toBe(fixture(name));
  });

  test.each([
    ['error-400-bad-sort', 400, 'EmployeeHours.json?sort=checkIn'],
    ['error-404', 404, 'Shop/99.json'],
  ])('%s comes out with status %i of %s', async (name, status, path) => {
    const answer = await visitor.get(path);

    expect(answer.status).toBe(status);
    expect(normal(answer.text)).toBe(fixture(name));
  });

  test.each([
    ['error-400-try-again', 'tryAgain', 400],
    ['error-429', 'rateLimit', 429],
    ['error-429-burst', 'burst', 429],
    ['error-500', 'serverError', 500],
    ['error-403', 'forbidden', 403],
    ['error-401-expired', 'unauthorized', 401],
  ])('%s comes out of the fault %s', async (name, kind, status) => {
    simulator.control('faults', { kind });

    const answer = await visitor.get('Shop.json');

    expect(answer.status).toBe(status);
    expect(normal(answer.text)).toBe(fixture(name));
  });

  test('a shop without a name is refused as recorded', async () => {
    const answer = await visitor.send('PUT', 'Shop/1.json', { name: '' });

    expect(answer.status).toBe(400);
    expect(normal(answer.text)).toBe(fixture('error-400-validation'));
  });

  test('a token of the old server that is not known is refused in the old form', async () => {
    const answer = await visitorWith(simulator, '0123456789abcdef0123456789abcdef01234567').get('Shop.json');

    expect(answer.status).toBe(401);
    expect(normal(answer.text)).toBe(fixture('error-401-legacy'));
  });

  test('the answer says what it cost, as recorded', async () => {
    const wanted = (JSON.parse(fixture('headers')) as Record<string, Record<string, string>>)['ok'] ?? {};
    const limited = await startSimulator({ scenario: fixtureAccount(), frozen: true });
    const visitor2 = await letIn(limited);

    const answer = await visitor2.get(`Sale.json?${relations}`);

    await limited.close();
    for (const [name, value] of Object.entries(wanted)) {
      const given = answer.headers.get(name);
      if (name === 'Cf-Ray') expect(given).toMatch(/^[0-9a-f]+-YUL$/);
      else expect(`${name}: ${given}`).toBe(`${name}: ${value}`);
    }
  });
});

describeFixtures('the recorded bodies after edits and page by page', () => {
  test('two pages of an account of three sales, links included', async () => {
    const facts = fixtureAccount();
    const sales = facts.sales.filter(({ id }) => [5001, 5002, 5004].includes(id));
    const simulator = await startSimulator({
      scenario: { ...facts, sales },
      frozen: true,
      publicOrigin: 'https://api.lightspeedapp.com',
    });
    const visitor = await letIn(simulator);

    const first = await visitor.get(`Sale.json?completed=true&sort=completeTime&${relations}&limit=2`);
    const next = (JSON.parse(first.text) as Record<string, Record<string, string>>)['@attributes']?.['next'] ?? '';
    const second = await visitor.follow(next.replace('https://api.lightspeedapp.com', simulator.origin));

    await simulator.close();
    expect(normal(first.text)).toBe(fixture('sales-page-1'));
    expect(normal(second.text)).toBe(fixture('sales-page-2-last-single'));
  });

  test('hours after one was edited, one closed and others deleted', async () => {
    const simulator = await startSimulator({ scenario: fixtureAccount(), frozen: true });
    const visitor = await letIn(simulator);
    simulator.control('shifts/edit', { employeeHoursID: 8801, checkOut: '2026-05-14T18:00:00Z' });
    simulator.control('shifts/close', { employeeHoursID: 8803, checkOut: '2026-05-14T22:01:15Z' });
    simulator.control('shifts/delete', { employeeHoursID: 8802 });

    const deleted = await visitor.send('DELETE', 'EmployeeHours/8804.json');
    const rest = await visitor.get('EmployeeHours.json?shopID=1');

    await simulator.close();
    expect(normal(deleted.text)).toBe(fixture('employee-hours-delete-response'));
    expect(normal(rest.text)).toBe(fixture('employee-hours-after-edit'));
  });

  test('the expected tally is what the truth says under the rules it was made by', async () => {
    const simulator = await startSimulator({ scenario: fixtureAccount(), frozen: true });
    const expected = JSON.parse(fixture('expected-tally-R1')) as Record<string, string | number>[];

    const net = simulator.truth({
      from: '2026-05-14',
      to: '2026-05-14',
      countRefundTickets: 'true',
      countMiscellaneousLines: 'false',
    });
    const gross = simulator.truth({ from: '2026-05-14', to: '2026-05-14', salesAmount: 'gross' });

    await simulator.close();
    for (const row of expected) {
      const at = ({ shop, date, hour }: { shop: string; date: string; hour: string }) =>
        Number(shop) === Number(row['location']) && date === row['date'] && hour === row['hour'];
      const cell = net.cells.find(at);
      expect(cell).toMatchObject({ transactions: row['transactions'], items: Number(row['items']) });
      expect(Number(cell?.sales)).toBe(Number(row['net_sales']));
      expect(Number(gross.cells.find(at)?.sales)).toBe(Number(row['gross_sales']));
    }
    const selling = net.cells.filter(
      ({ sales, transactions, items }) => sales !== '0.00' || transactions !== 0 || items !== 0,
    );
    expect(selling).toHaveLength(expected.filter((row) => row['net_sales'] !== '0').length);
  });
});

describeFixtures('the recorded bodies of the authorisation server', () => {
  const redirectUri = 'https://host/callback';
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator({
      scenario: fixtureAccount(),
      redirectUris: [redirectUri],
      badScope: 'redirect',
      frozen: true,
    });
  });
  afterAll(() => simulator.close());

  function authorize(more: Record<string, string>): Promise<Answer> {
    const query = {
      response_type: 'code',
      client_id: simulator.clientId,
      scope: 'employee:register employee:admin_employees',
      state: 'xyz',
      ...more,
    };
    return ask(`${simulator.authUrl}/authorize?${new URLSearchParams(query).toString()}`);
  }
  async function code(more: Record<string, string> = {}): Promise<string> {
    const answer = await authorize({ approve: '1', ...more });
    return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  }
  const redeem = (text: string, more: Record<string, string> = {}) =>
    postToken(simulator, { grant_type: 'authorization_code', code: text, ...more });
  const refresh = (text: string) => postToken(simulator, { grant_type: 'refresh_token', refresh_token: text });

  test('redirects', async () => {
    const wanted = JSON.parse(fixture('authorize-redirects')) as Record<string, string>;

    const approved = (await authorize({ approve: '1' })).headers.get('location') ?? '';
    const denied = (await authorize({ deny: '1' })).headers.get('location');
    const badScope = (await authorize({ scope: 'employee:nope' })).headers.get('location');

    expect(approved.replace(/def50200[0-9a-f]+/, 'def50200...')).toBe(wanted['approved']);
    expect(denied).toBe(wanted['denied']);
    expect(badScope).toBe(wanted['bad_scope']);
  });

  test('a code becomes a pair, and the claims of its access token are the recorded ones', async () => {
    const text = await code();

    const answer = await redeem(text);

    const wanted = JSON.parse(fixture('token-success')) as Record<string, unknown>;
    const given = JSON.parse(answer.text) as Record<string, unknown>;
    expect(Object.keys(given)).toEqual(Object.keys(wanted));
    expect(given).toMatchObject({ token_type: 'Bearer', expires_in: wanted['expires_in'] });
    const [header, payload] = String(given['access_token'])
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString());
    const claims = JSON.parse(fixture('token-access-jwt-claims')) as Record<string, Record<string, unknown>>;
    expect(JSON.parse(header ?? '')).toEqual(claims['header']);
    const told = JSON.parse(payload ?? '') as Record<string, unknown>;
    expect(Object.keys(told)).toEqual(Object.keys(claims['payload'] ?? {}));
    expect(told).toMatchObject({
      iss: claims['payload']?.['iss'],
      sub: '1',
      acct: '990001',
      scope: claims['payload']?.['scope'],
    });
    expect(payload).toMatch(/"iat":\d+\.\d+/);
  });

  test('a refresh answers with the same four keys and the lifetime that is set', async () => {
    simulator.control('access/lifetime', { seconds: 1800 });

    const answer = await refresh(simulator.issueRefreshToken());

    simulator.control('access/lifetime', { seconds: 3600 });
    const wanted = JSON.parse(fixture('token-refresh-success')) as Record<string, unknown>;
    const given = JSON.parse(answer.text) as Record<string, unknown>;
    expect(Object.keys(given)).toEqual(Object.keys(wanted));
    expect(given['expires_in']).toBe(wanted['expires_in']);
  });

  test('the old server answers in its own order', async () => {
    simulator.control('access/lifetime', { seconds: 1800 });
    const form = {
      grant_type: 'authorization_code',
      code: await code(),
      client_id: simulator.clientId,
      client_secret: simulator.clientSecret,
    };

    const answer = await ask(`${simulator.origin}/oauth/access_token.php`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });

    simulator.control('access/lifetime', { seconds: 3600 });
    const given = JSON.parse(answer.text) as Record<string, unknown>;
    const wanted = JSON.parse(fixture('token-legacy-success')) as Record<string, unknown>;
    const hide = (body: Record<string, unknown>) => JSON.stringify({ ...body, access_token: '', refresh_token: '' });
    expect(hide(given)).toBe(hide(wanted));
    expect(given['access_token']).toMatch(/^[0-9a-f]{40}$/);
  });

  test.each<[string, number, () => Promise<Answer>]>([
    [
      'token-error-client',
      401,
      () => postToken(simulator, { grant_type: 'refresh_token', client_secret: 'wrong', refresh_token: 'x' }),
    ],
    ['token-error-missing-field', 400, () => postToken(simulator, { grant_type: 'refresh_token' })],
    ['token-error-refresh-garbage', 400, () => refresh('garbage')],
    [
      'token-error-pkce',
      400,
      async () =>
        redeem(await code({ code_challenge: 'c'.repeat(43), code_challenge_method: 'S256' }), {
          code_verifier: 'v'.repeat(43),
        }),
    ],
    [
      'token-error-code-reused',
      400,
      async () => {
        const text = await code();
        await redeem(text);
        return redeem(text);
      },
    ],
    [
      'token-error-code-expired',
      400,
      async () => {
        const text = await code();
        simulator.control('clock', { advance: 60 });
        return redeem(text);
      },
    ],
    [
      'token-error-refresh-expired',
      400,
      async () => {
        const text = simulator.issueRefreshToken();
        simulator.control('clock', { advance: 30 * 86400 });
        return refresh(text);
      },
    ],
    [
      'token-error-refresh-revoked',
      400,
      async () => {
        const text = simulator.issueRefreshToken();
        simulator.control('access/revoke');
        return refresh(text);
      },
    ],
  ])('%s comes out with status %i', async (name, status, provoke) => {
    const answer = await provoke();

    expect(answer.status).toBe(status);
    expect(answer.text.replaceAll('\\/', '/')).toBe(fixture(name));
  });

  test('a scope that does not exist is shown as a 400, as the documents say', async () => {
    const showing = await startSimulator({ scenario: fixtureAccount() });

    const answer = await ask(
      `${showing.authUrl}/authorize?response_type=code&client_id=${showing.clientId}&scope=employee%3Anope`,
    );

    await showing.close();
    expect(answer.status).toBe(400);
    expect(normal(answer.text)).toBe(fixture('token-error-scope'));
  });

  test('a revoked connection is refused by the API as recorded', async () => {
    const visitor = await letIn(simulator);
    simulator.control('access/revoke');

    const answer = await visitor.get('Shop.json');

    expect(answer.status).toBe(401);
    expect(normal(answer.text)).toBe(fixture('error-401-revoked'));
  });
});
