import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';

import { sayProblem, TillbridgeError } from '@tillbridge/domain';
import { openEgress, type Egress } from '@tillbridge/egress';
import { authorizationOf, coverageBounds, Seal, Store } from '@tillbridge/store';
import { describeOnBothStores } from '../../../../test/support/stores.ts';

import { firstTokenHash } from '../grant.js';
import { StoreVault } from '../store-vault.js';
import { TokenEndpoint, type TokenReply } from '../testing/token-endpoint.js';
import { AuthorizationStates, PATIENCE } from './authorization-states.js';
import { Authorizer, type AuthorizationOrder, type Begun } from './authorizer.js';

const PAIR = { token_type: 'Bearer', access_token: 'acc-1', refresh_token: 'ref-1', expires_in: 3600 };
const REDIRECT = 'https://localhost/oauth/callback';

let endpoint: TokenEndpoint;
let egress: Egress;
const clock = { time: 0, now: () => clock.time };

beforeAll(() => {
  egress = openEgress({ proxy: null, noProxy: [], caFile: null });
});

afterAll(() => egress.close());

beforeEach(async () => {
  endpoint = await TokenEndpoint.start();
  clock.time = Date.UTC(2026, 4, 14, 12);
});

afterEach(() => endpoint.stop());

describeOnBothStores('an authorisation', (stores) => {
  let store: Store;
  let states: AuthorizationStates;
  let vault: StoreVault;
  let authorizer: Authorizer;

  beforeEach(async () => {
    store = await stores.open();
    const seal = new Seal(Buffer.alloc(32, 7));
    states = new AuthorizationStates(store, seal, { clock, keyFile: 'key' });
    vault = new StoreVault(store, seal, { clock, keyFile: 'key' });
    authorizer = new Authorizer(egress, states, clock);
  });

  it('sends the person to the POS with a fresh state and an S256 challenge each time', async () => {
    const [one, two] = [await authorizer.begin(order()), await authorizer.begin(order())].map(
      ({ url }) => new URL(url),
    );

    expect(Object.fromEntries(one?.searchParams ?? [])).toEqual({
      response_type: 'code',
      client_id: 'id',
      scope: 'read',
      redirect_uri: REDIRECT,
      state: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    expect(one?.searchParams.get('state')).not.toBe(two?.searchParams.get('state'));
    expect(one?.searchParams.get('code_challenge')).not.toBe(two?.searchParams.get('code_challenge'));
  });

  it('exchanges the code with the verifier of that challenge, and saves nothing before it is confirmed', async () => {
    endpoint.next({ body: PAIR });
    const begun = await authorizer.begin(order());

    const candidate = await authorizer.finish(order(), answer(begun));
    const before = await vault.read('acme');
    await authorizer.adopt(order(), candidate);

    const { code_verifier: verifier = '', ...form } = endpoint.forms[0] ?? {};
    expect(form).toEqual({
      client_id: 'id',
      client_secret: 'client-s3cret',
      grant_type: 'authorization_code',
      code: 'the-code',
      redirect_uri: REDIRECT,
    });
    const challenge = new URL(begun.url).searchParams.get('code_challenge');
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(challenge);
    expect(before).toBeNull();
    expect(await vault.read('acme')).toMatchObject({
      version: 1,
      revoked: null,
      grant: {
        accessToken: 'acc-1',
        refreshToken: 'ref-1',
        scopes: ['read'],
        firstTokenHash: firstTokenHash({ firstRefreshToken: 'first' }),
      },
    });
  });

  it('keeps no state, verifier or token in the database in clear', async () => {
    endpoint.next({ body: PAIR });
    const begun = await authorizer.begin(order());
    const asked = await rowBehind(begun.state, store);
    const { ticket } = await authorizer.finish(order(), answer(begun));
    const granted = await rowBehind(ticket, store);

    expect([asked, granted].map((row) => JSON.parse(row).step)).toEqual(['asked', 'granted']);
    expect(await rowBehind(begun.state, store)).toBe('null');
    for (const secret of [begun.state, ticket, endpoint.forms[0]?.['code_verifier'] ?? '?', 'acc-1', 'ref-1'])
      expect(asked + granted).not.toContain(secret);
  });

  it('leaves the connection’s pair in use until it is confirmed, and for good where it is dropped', async () => {
    await connect();
    endpoint.next({ body: { ...PAIR, access_token: 'acc-2' } });
    const candidate = await authorizer.finish(order(), answer(await authorizer.begin(order())));

    const waiting = await vault.read('acme');
    await authorizer.drop(order(), candidate);

    expect(waiting).toMatchObject({ version: 1, grant: { accessToken: 'acc-1' } });
    await expect(authorizer.adopt(order(), candidate)).rejects.toMatchObject({ code: 'oauth.confirmation_late' });
    expect(await vault.read('acme')).toEqual(waiting);
    expect(await rowBehind(candidate.ticket, store)).toBe('null');
  });

  it('makes a revoked connection valid again, over whatever was saved meanwhile', async () => {
    await connect();
    const cause = { $cause: 1, code: 'auth.revoked', message: 'gone' } as const;
    await vault.markRevoked('acme', { cause, at: clock.time, firstTokenHash: null }, 1);
    endpoint.next({ body: { ...PAIR, access_token: 'acc-2' } });

    const candidate = await authorizer.finish(order(), answer(await authorizer.begin(order())));
    const refreshed = { ...(await vault.read('acme'))?.grant, accessToken: 'refreshed' } as never;
    await vault.saveFresh('acme', refreshed, 1);
    await authorizer.adopt(order(), candidate);

    expect(await vault.read('acme')).toMatchObject({ version: 3, revoked: null, grant: { accessToken: 'acc-2' } });
    expect(await vault.saveFresh('acme', refreshed, 2)).toBe(false);
    expect(await coverageBounds(store.read, { connectionId: 'acme', stream: 'sales', shops: [] })).toEqual(new Map());
  });

  it('is finished once, even by two at the same moment', async () => {
    endpoint.next({ body: PAIR });
    const begun = await authorizer.begin(order());

    const results = await Promise.allSettled([1, 2].map(() => authorizer.finish(order(), answer(begun))));

    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'oauth.state_unknown' },
    });
    expect(endpoint.forms).toHaveLength(1);
  });

  it('is confirmed once, even by two at the same moment', async () => {
    endpoint.next({ body: PAIR });
    const candidate = await authorizer.finish(order(), answer(await authorizer.begin(order())));

    const results = await Promise.allSettled([1, 2].map(() => authorizer.adopt(order(), candidate)));

    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await vault.read('acme')).toMatchObject({ version: 1 });
  });

  it('of two begun at once takes both, and the later confirmation holds', async () => {
    endpoint.next({ body: PAIR }, { body: { ...PAIR, access_token: 'acc-2' } });
    const [one, two] = await Promise.all([authorizer.begin(order()), authorizer.begin(order())]);

    const first = await authorizer.finish(order(), answer(two));
    const second = await authorizer.finish(order(), answer(one));
    await Promise.all([authorizer.adopt(order(), first), authorizer.adopt(order(), second)]);

    const stored = await vault.read('acme');
    expect(stored?.version).toBe(2);
    expect(['acc-1', 'acc-2']).toContain(stored?.grant?.accessToken);
  });

  it.each([
    ['another connection', { connection: 'beta' }],
    ['another person', { startedBy: 'oscar' }],
  ])('is not finished by %s, and stays good for whom it belongs to', async (_, other) => {
    endpoint.next({ body: PAIR });
    const begun = await authorizer.begin(order());

    const foreign = authorizer.finish({ ...order(), ...other }, answer(begun));

    await expect(foreign).rejects.toMatchObject({ code: 'oauth.state_foreign' });
    expect(endpoint.forms).toEqual([]);
    await expect(authorizer.finish(order(), answer(begun))).resolves.toMatchObject({ scopes: ['read'] });
  });

  it('ends after ten minutes', async () => {
    const [kept, late] = [await authorizer.begin(order()), await authorizer.begin(order())];
    endpoint.next({ body: PAIR });
    clock.time += PATIENCE - 1;
    const candidate = await authorizer.finish(order(), answer(kept));
    clock.time += 1;

    const expired = authorizer.finish(order(), answer(late));

    await expect(expired).rejects.toMatchObject({ code: 'oauth.state_expired' });
    expect(await authorizer.connectionOf(late.state)).toBeNull();
    await expect(authorizer.adopt(order(), candidate)).resolves.toBeUndefined();
  });

  it('is not confirmed ten minutes after the POS granted it', async () => {
    endpoint.next({ body: PAIR });
    const candidate = await authorizer.finish(order(), answer(await authorizer.begin(order())));
    clock.time += PATIENCE;

    await expect(authorizer.adopt(order(), candidate)).rejects.toMatchObject({ code: 'oauth.confirmation_late' });
    expect(await vault.read('acme')).toBeNull();
  });

  it('is ended by a refusal of the POS, but only by one that answers a request of ours', async () => {
    const begun = await authorizer.begin(order());
    const refusal = (state: string) =>
      authorizer.finish(order(), new URLSearchParams({ error: 'access_denied', state }));

    await expect(refusal('made-up')).rejects.toMatchObject({ code: 'oauth.state_unknown' });
    expect(await authorizer.connectionOf(begun.state)).toBe('acme');
    await expect(refusal(begun.state)).rejects.toMatchObject({ code: 'oauth.access_denied' });
    expect(await authorizer.connectionOf(begun.state)).toBeNull();
  });

  it('lets the candidate’s tokens be used and refreshed without touching the connection’s', async () => {
    endpoint.accept('ref-1');
    endpoint.next({ body: { ...PAIR, expires_in: 60 } });
    const { tokens, ticket } = await authorizer.finish(order(), answer(await authorizer.begin(order())));

    const first = await tokens.accessToken(order());
    clock.time += 60_000;
    const second = await tokens.accessToken(order());
    const untouched = await vault.read('acme');
    await authorizer.adopt(order(), { ticket });

    expect([first.value, second.value]).toEqual(['acc-1', 'access-1']);
    expect(untouched).toBeNull();
    expect(await vault.read('acme')).toMatchObject({ grant: { accessToken: 'access-1', refreshToken: 'refresh-1' } });
  });

  it('works without PKCE where the POS knows none', async () => {
    endpoint.next({ body: PAIR });
    const plain = { ...order(), authorization: { ...endpoint.description, pkce: false } };
    const begun = await authorizer.begin(plain);

    await authorizer.finish(plain, answer(begun));

    expect(begun.url).not.toContain('challenge');
    expect(endpoint.forms[0]).not.toHaveProperty('code_verifier');
  });

  async function connect(): Promise<void> {
    endpoint.next({ body: PAIR });
    await authorizer.adopt(order(), await authorizer.finish(order(), answer(await authorizer.begin(order()))));
  }
});

describe('an answer of the token endpoint that is no pair', () => {
  const refused: readonly (readonly [string, TokenReply])[] = [
    ['oauth.token_unreadable', { headers: { 'content-type': 'text/html' }, body: '<html>log in</html>' }],
    ['oauth.token_unreadable', { body: 'hello' }],
    ['oauth.token_unreadable', { status: 204, body: '' }],
    ['oauth.request_refused', { body: { error: 'invalid_request' } }],
    ['oauth.code_refused', { body: { error: 'invalid_grant' } }],
    ['oauth.code_refused', { status: 400, body: { error: 'invalid_grant' } }],
    ['oauth.request_refused', { status: 400, body: { error: 'invalid_request' } }],
    ['oauth.request_refused', { status: 404, body: 'none here' }],
    ['oauth.credentials_refused', { status: 401, body: { error: 'invalid_client' } }],
    ['oauth.token_endpoint_failed', { status: 503, body: 'down' }],
    ['oauth.token_endpoint_failed', { status: 429, body: '' }],
    ['oauth.token_incomplete', { body: { ...PAIR, access_token: undefined } }],
    ['oauth.token_incomplete', { body: { ...PAIR, refresh_token: undefined } }],
    ['oauth.token_type_unknown', { body: { ...PAIR, token_type: 'mac' } }],
    ['oauth.token_life_unreadable', { body: { ...PAIR, expires_in: 'abc' } }],
    ['oauth.token_life_unreadable', { body: { ...PAIR, expires_in: -1 } }],
    ['oauth.token_life_unreadable', { body: { ...PAIR, expires_in: 1e12 } }],
    ['oauth.scopes_missing', { body: { ...PAIR, scope: 'other' } }],
    ['oauth.token_redirected', { status: 302, headers: { location: 'http://127.0.0.1:9/' }, body: '' }],
    ['oauth.exchange_failed egress.too_large', { body: 'a'.repeat(1_000_000) }],
    ['oauth.exchange_failed egress.reset', {}],
  ];

  it.each(refused)('is %s, and nothing is saved (%#)', async (codes, reply) => {
    const store = await memory();
    const states = new AuthorizationStates(store, new Seal(Buffer.alloc(32, 7)), { clock, keyFile: 'key' });
    const authorizer = new Authorizer(egress, states, clock);
    endpoint.next(reply);
    const begun = await authorizer.begin(order());

    const thrown: unknown = await authorizer.finish(order(), answer(begun)).catch((error: unknown) => error);

    const problems = thrown instanceof TillbridgeError ? thrown.problems : [];
    expect(problems.map(({ code }) => code).join(' ')).toBe(codes);
    const said = problems.flatMap((problem) => [sayProblem(problem), sayProblem(problem, 'fr')]);
    expect(JSON.stringify(said)).not.toMatch(/s3cret|the-code|acc-1|ref-1|\{\w+\}/);
    expect(await rowBehind(begun.state, store)).toBe('null');
    await store.close();
  });
});

function order(): AuthorizationOrder {
  return { connection: 'acme', authorization: endpoint.description, redirectUri: REDIRECT, startedBy: 'olive' };
}

function answer({ state }: Begun): URLSearchParams {
  return new URLSearchParams({ code: 'the-code', state });
}

async function memory(): Promise<Store> {
  const opened = await Store.open({ kind: 'sqlite', path: ':memory:' });
  await opened.migrate();
  return opened;
}

/** What the database holds behind a state or a ticket, as JSON: a secret that is stored in clear would stand in it. */
async function rowBehind(secret: string, { read }: Store): Promise<string> {
  return JSON.stringify(await authorizationOf(read, createHash('sha256').update(secret).digest('hex')));
}
