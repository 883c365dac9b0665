import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { ConnectorManifest } from '@tillbridge/plugin-kit';
import { authorizationOf } from './authorization.js';
import type { Row } from './decode.js';
import { settingsOf } from './settings.js';

const manifest = JSON.parse(readFileSync(new URL('../manifest.json', import.meta.url), 'utf8')) as ConnectorManifest;

describe('the settings', () => {
  it('have the defaults that the manifest prints', () => {
    const printed = Object.fromEntries(
      Object.entries(manifest.settings['properties'] as Readonly<Record<string, Row>>).flatMap(([key, schema]) =>
        'default' in schema ? [[key, schema['default']]] : [],
      ),
    );

    expect(settingsOf({})).toMatchObject(printed);
    expect(Object.keys(printed)).toHaveLength(6);
  });

  it('may end an address with a slash', () => {
    expect(settingsOf({ apiUrl: 'https://pos.example/API/V3/' }).apiUrl).toBe('https://pos.example/API/V3');
  });
});

describe('the authorization', () => {
  it('asks for the two scopes that reading needs, with PKCE and rotation', () => {
    const described = authorizationOf(settingsOf({ clientId: 'cid', clientSecret: 's' }));

    expect(described).toEqual({
      type: 'oauth2',
      authorizeUrl: 'https://cloud.lightspeedapp.com/auth/oauth/authorize',
      tokenUrl: 'https://cloud.lightspeedapp.com/auth/oauth/token',
      revokeUrl: 'https://cloud.lightspeedapp.com/auth/oauth/revoke',
      clientId: 'cid',
      clientSecret: 's',
      scopes: ['employee:register', 'employee:admin_employees'],
      pkce: true,
      rotatesRefreshTokens: true,
      revokedWhen: [{ status: 400, error: 'invalid_grant' }],
    });
  });

  it('begins from a refresh token where one is given', () => {
    expect(authorizationOf(settingsOf({ refreshToken: 'def50200' })).firstRefreshToken).toBe('def50200');
  });
});
