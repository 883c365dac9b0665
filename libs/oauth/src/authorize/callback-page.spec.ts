import { expect, it } from '@jest/globals';

import { createHash } from 'node:crypto';

import { callbackPage, callbackStatus, PAGE_HEADERS } from './callback-page.js';

it('the page escapes everything that came from outside', () => {
  const page = callbackPage('<b>"Title"</b>', [`<script>alert('1')</script> & more`], 'fr');

  expect(page).toContain('<p>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; more</p>');
  expect(page).toContain('<title>&lt;b&gt;&quot;Title&quot;&lt;/b&gt;</title>');
  expect(page).toContain('<html lang="fr">');
});

it('the page is as wide as the screen, and its own style is the only one that its policy lets in', () => {
  const page = callbackPage('Title', [], 'en');
  const styles = [...page.matchAll(/<style>([^<]*)<\/style>/g)].map(([, style = '']) => style);
  const hashes = styles.map((style) => createHash('sha256').update(style).digest('base64'));

  expect(page).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
  expect(hashes).toHaveLength(1);
  expect(PAGE_HEADERS['content-security-policy']).toContain(`style-src 'sha256-${hashes[0]}'`);
});

it('an answer for somebody else is 403, any other that cannot be used 400', () => {
  expect([null, 'oauth.state_foreign', 'oauth.state_unknown', 'oauth.access_denied'].map(callbackStatus)).toEqual([
    200, 403, 400, 400,
  ]);
});
