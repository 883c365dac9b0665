import { expect, it } from '@jest/globals';

import { redirectAddress } from './redirect-address.js';

it.each([
  [
    'its own',
    'https://a.example/cb',
    { redirectUri: 'https://b.example/cb' },
    'https://c.example',
    'https://a.example/cb',
  ],
  [
    'the one beside the client id',
    null,
    { redirectUri: 'https://b.example/cb' },
    'https://c.example',
    'https://b.example/cb',
  ],
  ['this program’s', null, {}, 'https://c.example', 'https://c.example/oauth/callback'],
  ['the one to paste from', null, {}, 'http://localhost:8080', 'https://localhost/oauth/callback'],
  [
    'the one to paste from',
    undefined,
    { redirectUri: '' },
    'http://localhost:8080',
    'https://localhost/oauth/callback',
  ],
])('the redirect address of a connection is %s', (_, redirectUri, settings, publicUrl, wanted) => {
  const connection = redirectUri === undefined ? { settings } : { redirectUri, settings };

  expect(redirectAddress(connection, publicUrl)).toBe(wanted);
});
