import { describe, expect, it } from '@jest/globals';

import { firstTokenHash, grantState, isDue, type FreshGrant, type StoredGrant } from './grant.js';
import type { OAuth2Description } from '@tillbridge/plugin-kit';

const NOW = Date.UTC(2026, 4, 14, 12);
const HOUR = 3_600_000;

describe('an access token', () => {
  it('is due a minute before its end, or a tenth of a short life', () => {
    const hour = { issuedAt: 0, expiresAt: HOUR };
    const short = { issuedAt: 0, expiresAt: 100_000 };

    expect([isDue(hour, HOUR - 60_001), isDue(hour, HOUR - 60_000)]).toEqual([false, true]);
    expect([isDue(short, 89_999), isDue(short, 90_000)]).toEqual([false, true]);
    expect(isDue({ issuedAt: 0, expiresAt: null }, 1e15)).toBe(false);
  });
});

describe('the first refresh token of the settings', () => {
  it('is used while nothing is stored', () => {
    expect(grantState(null, settings('first'), NOW)).toEqual({ use: 'refresh', refreshToken: 'first' });
  });

  it('never overrides the stored pair while it is unchanged', () => {
    expect(grantState(stored('first'), settings('first'), NOW)).toMatchObject({ use: 'access' });
    expect(grantState(stored('first'), settings('first'), NOW + HOUR)).toEqual({
      use: 'refresh',
      refreshToken: 'rotated',
    });
  });

  it('replaces the stored pair once it is changed', () => {
    expect(grantState(stored('first'), settings('second'), NOW)).toEqual({ use: 'refresh', refreshToken: 'second' });
  });

  it('may be taken out of the settings', () => {
    expect(grantState(stored('first'), settings(undefined), NOW)).toMatchObject({ use: 'access' });
    expect(grantState(null, settings(undefined), NOW)).toEqual({ use: 'nothing' });
  });
});

describe('a grant that was given up', () => {
  it('is not asked for again, but for a second thought after an hour', () => {
    const revoked = givenUp(stored('first'), 'first');

    expect(grantState(revoked, settings('first'), NOW + HOUR - 1)).toMatchObject({ use: 'revoked' });
    expect(grantState(revoked, settings('first'), NOW + HOUR)).toEqual({ use: 'refresh', refreshToken: 'rotated' });
  });

  it('is taken up again at once when the settings bring another token', () => {
    const revoked = givenUp(stored('first'), 'first');

    expect(grantState(revoked, settings('second'), NOW)).toEqual({ use: 'refresh', refreshToken: 'second' });
  });

  it('leaves the pair from before usable when the changed token was wrong and is changed back', () => {
    const revoked = givenUp(stored('first'), 'typing error');

    expect(grantState(revoked, settings('typing error'), NOW)).toMatchObject({ use: 'revoked' });
    expect(grantState(revoked, settings('first'), NOW)).toMatchObject({ use: 'access' });
  });
});

function settings(first: string | undefined): OAuth2Description {
  const description: OAuth2Description = {
    type: 'oauth2',
    authorizeUrl: 'https://pos.example/authorize',
    tokenUrl: 'https://pos.example/token',
    clientId: 'id',
    clientSecret: 'secret',
    scopes: [],
    pkce: true,
    rotatesRefreshTokens: true,
    revokedWhen: [],
  };
  return first === undefined ? description : { ...description, firstRefreshToken: first };
}

function stored(first: string): StoredGrant {
  const hash = firstTokenHash({ firstRefreshToken: first });
  const grant: FreshGrant = {
    accessToken: 'access',
    refreshToken: 'rotated',
    issuedAt: NOW,
    expiresAt: NOW + HOUR,
    scopes: [],
    firstTokenHash: hash,
  };
  return { version: 1, grant, revoked: null };
}

function givenUp(before: StoredGrant, first: string): StoredGrant {
  const hash = firstTokenHash({ firstRefreshToken: first });
  return {
    ...before,
    revoked: { at: NOW, firstTokenHash: hash, cause: { $cause: 1, code: 'auth.revoked', message: '' } },
  };
}
