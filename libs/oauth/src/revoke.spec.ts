import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Egress, openEgress } from '@tillbridge/egress';
import { revokeGrant } from './revoke.js';
import { TokenEndpoint } from './testing/token-endpoint.js';

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

describe('taking a grant back', () => {
  it('sends the newest refresh token under both names, with the client', async () => {
    endpoint.next({ body: {} });

    const outcome = await revokeGrant(egress, withRevocation(), 'refresh-7');

    expect(outcome).toBe('revoked');
    expect(endpoint.forms).toEqual([
      {
        client_id: 'id',
        client_secret: 'client-s3cret',
        token: 'refresh-7',
        token_type_hint: 'refresh_token',
        refresh_token: 'refresh-7',
      },
    ]);
  });

  it('is not tried where the POS has no way to', async () => {
    expect(await revokeGrant(egress, endpoint.description, 'refresh-7')).toBe('not_offered');
    expect(endpoint.forms).toEqual([]);
  });

  it.each([
    ['refuses', { status: 400, body: { error: 'invalid_request' } }],
    ['fails', { status: 503, body: 'down' }],
    ['breaks off', {}],
  ])('has failed where the POS %s, and stops nobody', async (_, reply) => {
    endpoint.next(reply);

    expect(await revokeGrant(egress, withRevocation(), 'refresh-7')).toBe('failed');
  });
});

function withRevocation() {
  return { ...endpoint.description, revokeUrl: endpoint.description.tokenUrl };
}
