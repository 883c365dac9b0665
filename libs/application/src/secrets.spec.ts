import { describe, expect, it } from '@jest/globals';
import { secretsOfSettings, secretsSealed } from './secrets.js';

describe('the secrets of the settings', () => {
  it('are the values that the source keeps to itself, and passwords in addresses', () => {
    const tree = {
      label: 'Acme',
      connections: [{ settings: { clientSecret: 'client-s3cret' } }],
      database: { url: 'postgresql://till:p%40ss-word@db/till' },
    };

    const secrets = secretsOfSettings({
      written: () => tree,
      isSecret: (path) => path.at(-1) === 'clientSecret',
    });

    expect(secrets).toEqual(['client-s3cret', 'p%40ss-word', 'p@ss-word']);
  });
});

describe('the secrets of a sealed text', () => {
  it('are its tokens and verifier, not what stands beside them', () => {
    const grant = { accessToken: 'acc-1', refreshToken: 'ref-1', scopes: ['employee:register'], expiresAt: 1 };

    expect(secretsSealed(JSON.stringify({ grant, revoked: null }))).toEqual(['acc-1', 'ref-1']);
    expect(secretsSealed(JSON.stringify({ verifier: 'veri', anotherAccount: false }))).toEqual(['veri']);
    expect(secretsSealed('no JSON')).toEqual([]);
  });
});
