import { describe, expect, it } from '@jest/globals';

import { sayProblem, TillbridgeError } from '@tillbridge/domain';

import { isStray, readCallback, refusalOf, type CallbackQuery } from './callback-query.js';

const POS = { authorizeUrl: 'https://pos.example/oauth/authorize' };
const ASKED = { scopes: ['sales', 'hours'], redirectUri: 'https://localhost/oauth/callback' };

describe('a callback', () => {
  it.each<[string, CallbackQuery]>([
    ['a browser wrote', new URLSearchParams('code=c%2B1&state=s&extra=x')],
    ['a web framework parsed', { code: 'c+1', state: 's', extra: ['x'] }],
  ])('is read from a query that %s', (_, query) => {
    expect(readCallback(query, POS)).toEqual({ kind: 'code', code: 'c+1', state: 's' });
  });

  it.each<[string, CallbackQuery]>([
    ['oauth.state_missing', new URLSearchParams('code=c')],
    ['oauth.state_missing', new URLSearchParams('error=access_denied')],
    ['oauth.callback_empty', new URLSearchParams('state=s')],
    ['oauth.callback_empty', new URLSearchParams('code=&state=s')],
    ['oauth.callback_empty', {}],
    ['oauth.callback_repeated', new URLSearchParams('code=a&code=b&state=s')],
    ['oauth.callback_repeated', new URLSearchParams('code=a&state=s&state=t')],
    ['oauth.callback_repeated', { code: ['a', 'b'], state: 's' }],
    ['oauth.callback_repeated', { code: { a: 'b' }, state: 's' }],
    ['oauth.callback_repeated', { error: ['access_denied'], state: 's' }],
    ['oauth.callback_too_long', new URLSearchParams({ code: 'a'.repeat(10_000), state: 's' })],
    ['oauth.callback_too_long', new URLSearchParams({ code: 'a', state: 's'.repeat(10_000) })],
    ['oauth.callback_too_long', new URLSearchParams({ error: 'e', error_description: 'd'.repeat(10_000), state: 's' })],
    ['oauth.callback_contradictory', new URLSearchParams('code=a&error=access_denied&state=s')],
    ['oauth.callback_garbled', new URLSearchParams({ code: 'a\n', state: 's' })],
    ['oauth.callback_garbled', new URLSearchParams({ code: 'é', state: 's' })],
    ['oauth.issuer_mismatch', new URLSearchParams('code=a&state=s&iss=https%3A%2F%2Fattacker.example')],
    ['oauth.issuer_mismatch', new URLSearchParams('code=a&state=s&iss=nonsense')],
  ])('is refused with %s before any library sees it, and ends nothing (%#)', (code, query) => {
    const refusal = thrownBy(() => readCallback(query, POS));

    expect(refusal).toMatchObject({ code });
    expect(isStray(refusal)).toBe(true);
  });

  it('may name its issuer, where that is the server that was asked', () => {
    const query = new URLSearchParams('code=a&state=s&iss=https%3A%2F%2Fpos.example');

    expect(readCallback(query, POS)).toMatchObject({ kind: 'code' });
  });
});

describe('an error that the POS sends back', () => {
  it.each([
    ['access_denied', 'oauth.access_denied', 'person'],
    ['invalid_scope', 'oauth.scope_refused', 'person'],
    ['unauthorized_client', 'oauth.client_refused', 'settings'],
    ['server_error', 'oauth.pos_failed', 'later'],
    ['temporarily_unavailable', 'oauth.pos_failed', 'later'],
    ['something_new', 'oauth.refused', 'person'],
  ])('%s becomes %s', (error, code, kind) => {
    const problem = refusalOf({ kind: 'refused', error, description: 'No.', state: 's' }, ASKED);

    expect({ code: problem.code, kind: problem.definition.kind }).toEqual({ code, kind });
    expect(sayProblem(problem).what).toContain('No.');
    expect(isStray(new TillbridgeError(problem))).toBe(false);
  });

  it('names the scopes that were asked for', () => {
    const problem = refusalOf({ kind: 'refused', error: 'invalid_scope', description: '', state: 's' }, ASKED);

    expect(sayProblem(problem, 'fr').what).toContain('sales hours');
  });

  it('can neither steer a terminal nor fill it, whatever it holds', () => {
    const text = `\u001b[2J\u0007<script>alert(1)</script>\r\nsecond line\u202e${'x'.repeat(1_000)}`;
    const query = new URLSearchParams({ error: 'access_denied', error_description: text, state: 's' });

    const callback = readCallback(query, POS);

    expect(callback).toMatchObject({ description: expect.stringMatching(/^\[2J <script>alert\(1\)<\/script> second/) });
    expect(callback.kind === 'refused' && /\p{C}/u.test(callback.description)).toBe(false);
    expect(callback.kind === 'refused' && callback.description.length).toBe(300);
  });

  it('is named by a word, or not at all', () => {
    const problem = refusalOf({ kind: 'refused', error: '<b>no</b>', description: '', state: 's' }, ASKED);

    expect(sayProblem(problem).what).toBe('The POS refused the authorisation (?): -');
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
