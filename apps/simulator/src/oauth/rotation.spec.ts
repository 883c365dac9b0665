import { createHash, createPublicKey, createVerify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fixtureAccount } from '../scenarios/fixture-account.js';
import type { Simulator } from '../simulator.js';
import { startSimulator } from '../simulator.js';
import { ask, letIn, postToken, visitorWith } from '../testing/visitor.js';

interface Pair {
  readonly access_token: string;
  readonly refresh_token: string;
}

describe('the authorisation server', () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator({
      scenario: fixtureAccount(),
      frozen: true,
      rateLimit: false,
      loopbackRedirect: true,
    });
  });
  afterAll(() => simulator.close());

  const refresh = (text: string) => postToken(simulator, { grant_type: 'refresh_token', refresh_token: text });
  const pairOf = (text: string) => JSON.parse(text) as Pair;
  const hintOf = (text: string) => (JSON.parse(text) as Record<string, string>)['hint'];

  async function readShops(accessToken: string): Promise<number> {
    return (await visitorWith(simulator, accessToken).get('Shop.json')).status;
  }

  test('keeps a used refresh token good until the new access token is first used', async () => {
    const { accessToken, refreshToken: first } = await letIn(simulator);
    expect(await readShops(accessToken)).toBe(200);
    simulator.control('clock', { advance: 3600 });

    const expired = await visitorWith(simulator, accessToken).get('Shop.json');
    const lost = pairOf((await refresh(first)).text);
    const kept = pairOf((await refresh(first)).text);
    const served = await readShops(kept.access_token);
    const late = await refresh(first);
    const sibling = await refresh(lost.refresh_token);
    const siblingAccess = await visitorWith(simulator, lost.access_token).get('Shop.json');

    expect([expired.status, hintOf(expired.text)]).toEqual([401, 'Access token could not be verified']);
    expect(served).toBe(200);
    expect([late.status, hintOf(late.text)]).toEqual([400, 'Token has been revoked']);
    expect(hintOf(sibling.text)).toBe('Token has been revoked');
    expect(hintOf(siblingAccess.text)).toBe('Access token has been revoked');
    expect((await refresh(kept.refresh_token)).status).toBe(200);
  });

  test('ends the old pair at the first use of the new one', async () => {
    const old = await letIn(simulator);
    const pair = pairOf((await refresh(old.refreshToken)).text);
    const before = await readShops(old.accessToken);

    await readShops(pair.access_token);

    expect([before, await readShops(old.accessToken)]).toEqual([200, 401]);
    expect(await readShops(pair.access_token)).toBe(200);
    expect(hintOf((await refresh(old.refreshToken)).text)).toBe('Token has been revoked');
  });

  test('takes five refreshes of a connection a minute and no more', async () => {
    const text = simulator.issueRefreshToken();

    const statuses: number[] = [];
    for (let turn = 0; turn < 6; turn += 1) statuses.push((await refresh(text)).status);
    const refused = await refresh(text);
    simulator.control('clock', { advance: 60 });
    const later = await refresh(text);

    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(later.status).toBe(200);
  });

  test('takes a token form as JSON, urlencoded or multipart', async () => {
    const fields = {
      grant_type: 'refresh_token',
      client_id: simulator.clientId,
      client_secret: simulator.clientSecret,
    };
    const multipart = new FormData();
    const forms = { ...fields, refresh_token: simulator.issueRefreshToken() };
    for (const [name, value] of Object.entries(forms)) multipart.set(name, value);
    const bodies: RequestInit[] = [
      { body: JSON.stringify(forms), headers: { 'Content-Type': 'application/json' } },
      { body: new URLSearchParams(forms) },
      { body: multipart },
    ];

    for (const init of bodies) {
      const answer = await ask(`${simulator.authUrl}/token`, { method: 'POST', ...init });

      expect(answer.status).toBe(200);
    }
  });

  test('redeems a code against its PKCE verifier once, and only with the address it was asked for', async () => {
    const verifier = 'v'.repeat(64);
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: simulator.clientId,
      scope: 'employee:register',
      redirect_uri: 'http://localhost:8080/oauth/callback',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      approve: '1',
    });
    const redirect = await ask(`${simulator.authUrl}/authorize?${query.toString()}`);
    const code = new URL(redirect.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const form = { grant_type: 'authorization_code', code, code_verifier: verifier };

    const elsewhere = await postToken(simulator, { ...form, redirect_uri: 'http://localhost:8080/other' });
    const good = await postToken(simulator, { ...form, redirect_uri: 'http://localhost:8080/oauth/callback' });

    expect(redirect.status).toBe(302);
    expect([elsewhere.status, hintOf(elsewhere.text)]).toEqual([400, 'Invalid redirect URI']);
    expect(good.status).toBe(200);
  });

  test('shows a page of consent whose links approve or refuse', async () => {
    const query = `response_type=code&client_id=${simulator.clientId}&scope=employee%3Aregister&state=s1`;

    const page = await ask(`${simulator.authUrl}/authorize?${query}`);

    const link = /id="approve" href="([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const followed = await ask(new URL(link, `${simulator.authUrl}/authorize`).toString());
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(followed.headers.get('location')).toMatch(
      /^https:\/\/localhost\/oauth\/callback\?code=def50200.+&state=s1$/,
    );
  });

  test('refuses an address that is neither registered nor on this machine', async () => {
    const query = `response_type=code&client_id=${simulator.clientId}&scope=employee%3Aregister&redirect_uri=https%3A%2F%2Fevil.example%2F`;

    const before = await ask(`${simulator.authUrl}/authorize?${query}&approve=1`);
    simulator.control('redirect-uris', { uri: 'https://evil.example/' });
    const after = await ask(`${simulator.authUrl}/authorize?${query}&approve=1`);

    expect([before.status, after.status]).toEqual([400, 302]);
  });

  test('signs access tokens with the key it publishes', async () => {
    const { accessToken } = await letIn(simulator);
    const [header = '', payload = '', signature = ''] = accessToken.split('.');

    const { keys } = JSON.parse((await ask(`${simulator.origin}/.well-known/jwks`)).text) as {
      keys: [Record<string, string>];
    };

    const key = createPublicKey({ key: keys[0], format: 'jwk' });
    expect(createVerify('RSA-SHA256').update(`${header}.${payload}`).verify(key, signature, 'base64url')).toBe(true);
  });

  test('tells of a token when asked, and ends a connection when told', async () => {
    const visitor = await letIn(simulator);
    const form = new URLSearchParams({
      client_id: simulator.clientId,
      client_secret: simulator.clientSecret,
      refresh_token: visitor.refreshToken,
    });

    const told = await ask(`${simulator.authUrl}/introspect`, {
      headers: { Authorization: `Bearer ${visitor.accessToken}` },
    });
    const revoked = await ask(`${simulator.authUrl}/revoke`, { method: 'POST', body: form });

    expect(JSON.parse(told.text)).toMatchObject({ active: true, acct: '990001' });
    expect(revoked.status).toBe(200);
    expect(await readShops(visitor.accessToken)).toBe(401);
    expect((await refresh(visitor.refreshToken)).status).toBe(400);
  });

  test('says what is missing when no Bearer token comes', async () => {
    const none = await ask(`${simulator.apiUrl}/Account.json`);
    const basic = await ask(`${simulator.apiUrl}/Account.json`, { headers: { Authorization: 'Basic eDp5' } });

    expect([none.status, hintOf(none.text)]).toEqual([401, 'Missing "Authorization" header']);
    expect([basic.status, hintOf(basic.text)]).toEqual([401, 'Missing "Bearer" token']);
  });

  test('answers GET on the token endpoint with 405', async () => {
    expect((await ask(`${simulator.authUrl}/token`)).status).toBe(405);
  });
});

describe('rights', () => {
  test.each([
    ['employee:register', [200, 200, 403, 403]],
    ['employee:admin_employees', [403, 403, 200, 403]],
    ['employee:register employee:admin_employees', [200, 200, 200, 403]],
  ])('of the scope %s open what they should', async (scope, wanted) => {
    const simulator = await startSimulator({ scenario: fixtureAccount() });
    const visitor = await letIn(simulator, scope);

    const statuses: number[] = [];
    for (const name of ['Shop', 'Sale', 'EmployeeHours', 'SaleVoid'])
      statuses.push((await visitor.get(`${name}.json`)).status);

    await simulator.close();
    expect(statuses).toEqual(wanted);
  });

  test('dropped from the employee or the grant are missed at once, and Session shows it', async () => {
    const simulator = await startSimulator({ scenario: fixtureAccount() });
    const visitor = await letIn(simulator);

    simulator.control('access/drop-right', { right: 'admin_employees' });
    const hours = await visitor.get('EmployeeHours.json');
    const session = await visitor.get('../../Session.json');
    simulator.control('access/restore-rights');
    simulator.control('access/drop-scope', { scope: 'employee:register' });
    const sales = await visitor.get('Sale.json');
    const again = await visitor.get('EmployeeHours.json');

    await simulator.close();
    expect([hours.status, sales.status, again.status]).toEqual([403, 403, 200]);
    expect(JSON.parse(session.text)).not.toHaveProperty('Rights.admin_employees');
  });

  test('end with the employee who gave them', async () => {
    const simulator = await startSimulator({ scenario: fixtureAccount() });
    const visitor = await letIn(simulator);
    simulator.control('employees/lock');

    const api = await visitor.get('Shop.json');
    const token = await postToken(simulator, { grant_type: 'refresh_token', refresh_token: visitor.refreshToken });

    await simulator.close();
    expect(api.status).toBe(401);
    expect(JSON.parse(api.text)).toMatchObject({ hint: 'Access token has been revoked' });
    expect(JSON.parse(token.text)).toMatchObject({ error: 'invalid_grant', hint: 'Token has been revoked' });
  });

  test('of one account open no other', async () => {
    const simulator = await startSimulator({ scenario: fixtureAccount() });
    const visitor = await letIn(simulator);

    const answer = await visitor.get('../1/Shop.json');

    await simulator.close();
    expect(answer.status).toBe(403);
  });
});
