import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { openEgress, type Egress } from '@tillbridge/egress';
import { LOG, NO_LOG } from '@tillbridge/observability';
import { CauseError } from '@tillbridge/plugin-kit';
import { Seal, Store, StoreModule } from '@tillbridge/store';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { visit } from '../../../../test/support/browser.ts';

import { AuthorizationStates, PATIENCE } from '../authorize/authorization-states.js';
import { Authorizer, type AuthorizationOrder, type Begun } from '../authorize/authorizer.js';
import { TokenEndpoint } from '../testing/token-endpoint.js';
import { CALLBACK_ORDERS, type CallbackOrders, type RefusedCallback } from './callback-orders.js';
import { OauthHttpModule } from './oauth-http.module.js';

const PUBLIC = 'https://tills.example';
const PAIR = { token_type: 'Bearer', access_token: 'acc-1', refresh_token: 'ref-1', expires_in: 3600 };

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

const order = (): AuthorizationOrder => ({
  connection: 'acme',
  authorization: endpoint.description,
  redirectUri: `${PUBLIC}/oauth/callback`,
  startedBy: 'nadia',
});

describeOnBothStores('the callback route', (stores) => {
  let app: NestExpressApplication;
  let authorizer: Authorizer;
  let settle: CallbackOrders['settle'];
  let refused: CallbackOrders['refused'];
  let refusals: RefusedCallback[];

  beforeEach(async () => {
    const store = await stores.open();
    const states = new AuthorizationStates(store, new Seal(Buffer.alloc(32, 7)), { clock, keyFile: 'key' });
    authorizer = new Authorizer(egress, states, clock);
    settle = (settled, candidate) => authorizer.adopt(settled, candidate);
    refusals = [];
    refused = async (told) => void refusals.push(told);
    const orders: CallbackOrders = {
      orderOf: async ({ party }) => ({ ...order(), ...party }),
      settle: (settled, candidate) => settle(settled, candidate),
      refused: (told) => refused(told),
    };
    const routes = OauthHttpModule.register({
      orders: { provide: CALLBACK_ORDERS, useValue: orders },
      publicUrl: PUBLIC,
    });
    routes.providers?.push(
      { provide: Authorizer, useValue: authorizer },
      { provide: AuthorizationStates, useValue: states },
      { provide: LOG, useValue: NO_LOG },
    );
    app = await NestFactory.create<NestExpressApplication>(
      { module: class {}, imports: [StoreModule.of(store), routes] },
      { logger: false, abortOnError: false },
    );
    await app.listen(0, '127.0.0.1');
  });

  afterEach(() => app.close());

  const address = (query: string): string => {
    const { port } = app.getHttpServer().address() as AddressInfo;
    return `http://127.0.0.1:${port}/oauth/callback${query}`;
  };
  const answered = ({ state }: Begun, more = ''): string => address(`?code=the-code&state=${state}${more}`);

  it('makes the connection’s access valid and leaves word for who began it', async () => {
    endpoint.next({ body: PAIR });
    const begun = await authorizer.begin(order());

    const page = await visit(answered(begun), { host: 'tills.example' });

    expect(page).toMatchObject({
      status: 200,
      text: expect.stringContaining('<p>The connection acme is authorised'),
      headers: { 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' },
    });
    expect(page.text).not.toMatch(/the-code|acc-1|ref-1/);
    expect(await authorizer.heard(order(), begun)).toEqual([]);
    expect(await authorizer.heard(order(), begun)).toBeNull();
  });

  it('answers in the language of the browser', async () => {
    const response = await fetch(address(''), { headers: { 'accept-language': 'fr-CA,fr;q=0.9,en;q=0.5' } });

    expect(await response.text()).toMatch(/<html lang="fr">[^]*Cela n’a pas fonctionné/);
  });

  it('takes one of two clicks, and a third one harms nothing', async () => {
    endpoint.next({ body: PAIR });
    const begun = await authorizer.begin(order());

    const both = await Promise.all([visit(answered(begun)), visit(answered(begun))]);
    const third = await visit(answered(begun));

    expect([...both, third].map(({ status }) => status).toSorted()).toEqual([200, 400, 400]);
    expect(third.text).toContain('oauth.state_unknown: ');
    expect(refusals).toHaveLength(2);
    expect(await authorizer.heard(order(), begun)).toEqual([]);
  });

  it.each([
    ['B55: no state', '?code=a', 'oauth.state_missing'],
    ['B55: a state that was never given out', '?code=a&state=made-up', 'oauth.state_unknown'],
    ['B55: two states', '?code=a&state=b&state=c', 'oauth.callback_repeated'],
    ['B56: no code', '?state=b', 'oauth.callback_empty'],
    ['B56: an empty code', '?code=&state=b', 'oauth.callback_empty'],
    ['B56: two codes', '?code=a&code=b&state=c', 'oauth.callback_repeated'],
    ['B56: a code in brackets', '?code[]=a&state=c', 'oauth.callback_empty'],
    ['B56: a code of ten kilobytes', `?code=${'a'.repeat(10_240)}&state=c`, 'oauth.callback_too_long'],
    ['B56: a code and an error', '?code=a&error=access_denied&state=c', 'oauth.callback_contradictory'],
    ['B57: two errors', '?error=a&error=b&state=c', 'oauth.callback_repeated'],
    [
      'B58: a foreign issuer of an unknown state',
      '?code=a&state=b&iss=https%3A%2F%2Fevil.example',
      'oauth.state_unknown',
    ],
  ])('turns away %s', async (_, query, code) => {
    const page = await visit(address(query));

    expect(page).toMatchObject({ status: 400, text: expect.stringContaining(`<p>${code}: `) });
    expect(refusals).toMatchObject([{ asked: null, problems: [{ code }] }]);
  });

  it('B58: turns a foreign issuer away, and takes the right answer afterwards', async () => {
    endpoint.next({ body: PAIR });
    const begun = await authorizer.begin(order());

    const foreign = await visit(answered(begun, '&iss=https%3A%2F%2Fevil.example'));
    const right = await visit(answered(begun));

    expect(foreign).toMatchObject({ status: 400, text: expect.stringContaining('oauth.issuer_mismatch: ') });
    expect(right.status).toBe(200);
  });

  it('B55: turns away a state that is older than ten minutes', async () => {
    const begun = await authorizer.begin(order());
    clock.time += PATIENCE;

    const page = await visit(answered(begun));

    expect(page).toMatchObject({ status: 400, text: expect.stringContaining('oauth.state_expired: ') });
    expect(endpoint.forms).toEqual([]);
  });

  it.each([
    ['access_denied', 'oauth.access_denied'],
    ['invalid_scope', 'oauth.scope_refused'],
    ['server_error', 'oauth.pos_failed'],
  ])('B57: explains %s with the text of the POS escaped, and leaves word', async (error, code) => {
    const begun = await authorizer.begin(order());
    const query = `?error=${error}&error_description=%3Cscript%3Ealert(1)%3C%2Fscript%3E&state=${begun.state}`;

    const page = await visit(address(query));

    expect(page).toMatchObject({ status: 400, text: expect.stringContaining(`${code}: `) });
    expect(page.text).toContain('&lt;script&gt;');
    expect(page.text).not.toContain('<script');
    expect(refusals).toMatchObject([{ asked: { party: { startedBy: 'nadia' } }, problems: [{ code }] }]);
    expect(await authorizer.heard(order(), begun)).toMatchObject([{ code }]);
  });

  it.each(['POST', 'HEAD', 'PUT', 'DELETE'])('B59: does not take a %s, and the code stays unused', async (method) => {
    endpoint.next({ body: PAIR });
    const begun = await authorizer.begin(order());

    const page = await visit(answered(begun), { method });

    expect(page).toMatchObject({ status: 405, headers: { allow: 'GET' } });
    expect(await visit(answered(begun))).toMatchObject({ status: 200 });
  });

  it('B59: does not take an answer at another host name', async () => {
    const begun = await authorizer.begin(order());

    const page = await visit(answered(begun), { host: 'attacker.example' });

    expect(page).toMatchObject({ status: 400, text: expect.stringContaining('oauth.callback_elsewhere: ') });
    expect(endpoint.forms).toEqual([]);
  });

  it('B63: leaves nothing to finish once it was withdrawn', async () => {
    const begun = await authorizer.begin(order());
    await authorizer.withdraw(order(), begun);

    const page = await visit(answered(begun));

    expect(page).toMatchObject({ status: 400, text: expect.stringContaining('oauth.state_unknown: ') });
    expect(endpoint.forms).toEqual([]);
  });

  it('forgets the pair where the account is not taken, and says why to both', async () => {
    settle = async () => {
      throw new CauseError({ code: 'permission.missing', message: 'The right is missing.' });
    };
    endpoint.next({ body: PAIR });
    const begun = await authorizer.begin(order());

    const page = await visit(answered(begun));

    expect(page).toMatchObject({ status: 400, text: expect.stringContaining('permission.missing: ') });
    expect(await authorizer.heard(order(), begun)).toMatchObject([{ code: 'permission.missing' }]);
  });

  it('answers the browser all the same where the refusal cannot be written down', async () => {
    refused = () => Promise.reject(new Error('the store is away'));

    const page = await visit(address('?code=a&state=made-up'));

    expect(page).toMatchObject({ status: 400, text: expect.stringContaining('oauth.state_unknown: ') });
  });

  it('shows nothing of a defect of ours', async () => {
    settle = async () => {
      throw new TypeError('secret detail');
    };
    endpoint.next({ body: PAIR });

    const page = await visit(answered(await authorizer.begin(order())));

    expect(page).toMatchObject({ status: 500, text: expect.stringContaining('oauth.callback_defect: ') });
    expect(page.text).not.toContain('secret detail');
  });
});

describe('a started authorisation', () => {
  it('is kept as the command asked for it', async () => {
    const store = await Store.open({ kind: 'sqlite', path: ':memory:' });
    await store.migrate();
    const states = new AuthorizationStates(store, new Seal(Buffer.alloc(32, 7)), { clock, keyFile: 'key' });
    const authorizer = new Authorizer(egress, states, clock);

    const begun = await authorizer.begin({ ...order(), anotherAccount: true });

    const party = { connection: 'acme', startedBy: 'nadia' };
    expect(await states.asked(begun.state)).toEqual({ party, anotherAccount: true });
    await store.close();
  });
});
