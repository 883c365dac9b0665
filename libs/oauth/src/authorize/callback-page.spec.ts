import { expect, it } from '@jest/globals';

import { callbackPage, callbackStatus } from './callback-page.js';

it('the page escapes everything that came from outside', () => {
  const page = callbackPage('<b>"Title"</b>', [`<script>alert('1')</script> & more`], 'fr');

  expect(page).toContain('<p>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; more</p>');
  expect(page).toContain('<title>&lt;b&gt;&quot;Title&quot;&lt;/b&gt;</title>');
  expect(page).toContain('<html lang="fr">');
});

it('an answer for somebody else is 403, any other that cannot be used 400', () => {
  expect([null, 'oauth.state_foreign', 'oauth.state_unknown', 'oauth.access_denied'].map(callbackStatus)).toEqual([
    200, 403, 400, 400,
  ]);
});
