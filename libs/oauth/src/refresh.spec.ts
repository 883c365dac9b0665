import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openEgress, type Egress } from '@tillbridge/egress';
import { causeOf, type Cause } from '@tillbridge/plugin-kit';

import { firstTokenHash } from './grant.js';
import { refreshGrant } from './refresh.js';
import { TokenEndpoint, type TokenReply } from './testing/token-endpoint.js';

const NOW = Date.UTC(2026, 4, 14, 12);
const PAIR = { token_type: 'bearer', access_token: 'a', refresh_token: 'r', expires_in: 1800 };

let endpoint: TokenEndpoint;
let egress: Egress;

beforeEach(async () => {
  endpoint = await TokenEndpoint.start();
  egress = openEgress({ proxy: null, noProxy: [], caFile: null });
});

afterEach(async () => {
  await egress.close();
  await endpoint.stop();
});

describe('a refresh', () => {
  it('sends an urlencoded form without scope and reads the pair', async () => {
    const grant = await refresh();

    expect(endpoint.types).toEqual(['application/x-www-form-urlencoded']);
    expect(endpoint.forms).toEqual([
      { client_id: 'id', client_secret: 'client-s3cret', grant_type: 'refresh_token', refresh_token: 'first' },
    ]);
    expect(grant).toEqual({
      accessToken: 'access-1',
      refreshToken: 'refresh-1',
      issuedAt: NOW,
      expiresAt: NOW + 3_600_000,
      scopes: ['read'],
      firstTokenHash: firstTokenHash({ firstRefreshToken: 'first' }),
    });
  });

  it('keeps the old refresh token and the old scopes where the answer names none, and takes named ones', async () => {
    endpoint.next({ body: { access_token: 'a' } }, { body: { ...PAIR, expires_in: '60', scope: 'read  write' } });

    const silent = await refresh();
    const telling = await refresh();

    expect(silent).toMatchObject({ refreshToken: 'first', expiresAt: null, scopes: ['read'] });
    expect(telling).toMatchObject({ refreshToken: 'r', expiresAt: NOW + 60_000, scopes: ['read', 'write'] });
  });

  it('means that the grant is gone only where the connector says so', async () => {
    endpoint.next({ status: 400, body: { error: 'invalid_grant' } }, { status: 401, body: { error: 'invalid_grant' } });

    expect(await refused()).toMatchObject({ code: 'auth.revoked' });
    expect(await refused()).toMatchObject({ code: 'upstream.unavailable' });
  });

  it('tells wrong client credentials apart, for asking again would get the client blocked', async () => {
    endpoint.next({ status: 401, body: { error: 'invalid_client' } });

    expect(await refused()).toMatchObject({
      code: 'settings.invalid',
      remedy: expect.stringContaining('clientSecret'),
    });
  });

  const unusable: readonly (readonly [string, TokenReply])[] = [
    ['HTTP 503', { status: 503, body: 'down' }],
    ['HTTP 400 invalid_request', { status: 400, body: { error: 'invalid_request' } }],
    ['HTTP 400', { status: 400, body: { error: 'S3CRET said in a sentence' } }],
    ['html', { headers: { 'content-type': 'text/html' }, body: '<html>log in</html>' }],
    ['no JSON', { body: 'hello' }],
    ['no JSON', { body: [] }],
    ['no access_token', { body: { ...PAIR, access_token: '' } }],
    ['no access_token, error invalid_grant', { body: { error: 'invalid_grant' } }],
    ['token_type is not bearer', { body: { ...PAIR, token_type: 'mac' } }],
    ['expires_in is no number of seconds', { body: { ...PAIR, expires_in: 'abc' } }],
    ['expires_in is no number of seconds', { body: { ...PAIR, expires_in: -1 } }],
    ['expires_in is no number of seconds', { body: { ...PAIR, expires_in: 1e12 } }],
    ['redirect', { status: 302, headers: { location: 'http://127.0.0.1:9/' }, body: '' }],
    ['too_large', { body: 'a'.repeat(1_000_000) }],
    ['reset', {}],
  ];

  it.each(unusable)('is unavailable for now, never revoked: %s', async (reason, reply) => {
    endpoint.next(reply);

    const cause = await refused();

    expect(cause).toMatchObject({ code: 'upstream.unavailable', detail: { reason } });
    expect(JSON.stringify(cause)).not.toMatch(/s3cret|first/i);
  });

  it('says when to come back, where the endpoint says so in either form', async () => {
    const headers = { date: 'Thu, 14 May 2026 12:00:00 GMT' };
    const forms = ['30', 'Thu, 14 May 2026 12:01:00 GMT', 'soon'];
    endpoint.next(...forms.map((form) => ({ status: 429, headers: { ...headers, 'retry-after': form }, body: '' })));

    const causes = [await refused(), await refused(), await refused()];

    expect(causes.map(({ retryAt }) => retryAt)).toEqual(['2026-05-14T12:00:30Z', '2026-05-14T12:01:00Z', undefined]);
  });
});

async function refresh() {
  return refreshGrant(egress, { description: endpoint.description, refreshToken: 'first', scopes: null, now: NOW });
}

async function refused(): Promise<Cause> {
  const thrown: unknown = await refresh().catch((error: unknown) => error);
  const cause = causeOf(thrown);
  if (cause === undefined) throw new Error('no cause was thrown', { cause: thrown });
  return cause;
}
