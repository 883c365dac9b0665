import { describe, expect, test } from '@jest/globals';
import { maskedUrl, namesSecret } from './mask.js';

describe('masking', () => {
  test.each([
    ['postgresql://u:p@h/d', 'postgresql://u:***@h/d'],
    ['postgresql://u:p/w@x@h/d', 'postgresql://u:***@h/d'],
    ['postgresql:/u:p@h/d', 'postgresql:***@h/d'],
    ['u:p@h', 'u:***@h'],
    ['https://u@h/d', 'https://u@h/d'],
    ['https://h/d?token=t&a=b', 'https://h/d?token=***&a=b'],
    ['https://h/d', 'https://h/d'],
    ['someone@example.com', 'someone@example.com'],
  ])('%s is shown as %s', (url, shown) => {
    expect(maskedUrl(url)).toBe(shown);
  });

  test.each(['clientSecret', 'refresh_token', 'PASSWORD', 'api-key', 'apiKey', 'secrets'])(
    '%s names a secret',
    (name) => {
      expect(namesSecret(name)).toBe(true);
    },
  );

  test.each(['clientId', 'url', 'encryptionKeyFile', 'posId', 'key'])('%s names none', (name) => {
    expect(namesSecret(name)).toBe(false);
  });
});
