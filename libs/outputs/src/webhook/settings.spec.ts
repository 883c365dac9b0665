import { expect, test } from '@jest/globals';
import manifest from './manifest.json' with { type: 'json' };
import { shapingSettings, webhookSettings } from './settings.js';
import { OLD_SECRET, SECRET } from './testing/context.js';

const { url, headers } = manifest.settings.properties;
const { secret } = manifest.settings.$defs;

/** `manifest.json` is also tried with everything that it must refuse: in output.spec.ts. */
function takes(pattern: string, text: string): boolean {
  return new RegExp(pattern, 'u').test(text);
}

test.each([
  'http://127.0.0.1:9000/tmas',
  'http://localhost',
  'http://[::1]:9000/',
  'https://10.0.0.7/hook',
  'https://receiver.example:8443/a/b?key=v&x=%20',
  'https://receiver.example?team=@42',
  'https://xn--bcher-kva.example/~u/;v=1/[x]',
])('the address %s is taken as written', (text) => {
  expect(takes(url.pattern, text)).toBe(true);
  expect(URL.canParse(text)).toBe(true);
});

test('a secret may have any length from 24 to 64 bytes', () => {
  const lengths = Array.from({ length: 80 }, (_, length) => length);

  const taken = lengths.filter((length) =>
    takes(secret.pattern, `whsec_${Buffer.alloc(length, 0xfb).toString('base64')}`),
  );

  expect(taken).toEqual(lengths.filter((length) => length >= 24 && length <= 64));
});

test.each(['X-Api-Key', 'authorization', 'x-webhook', 'hostname', 'te2', 'Cookie'])(
  'the header %s may be added',
  (name) => {
    expect(takes(headers.propertyNames.pattern, name)).toBe(true);
  },
);

test('what is left out gets its default, and the current secret stands first', () => {
  const given = { url: 'http://localhost', secret: SECRET };

  expect(webhookSettings(given)).toEqual({
    url: 'http://localhost',
    secrets: [SECRET],
    headers: {},
    timeout: 30_000,
    parallel: 8,
  });
  expect(webhookSettings({ ...given, previousSecrets: [OLD_SECRET, SECRET], timeout: '5s' })).toMatchObject({
    secrets: [SECRET, OLD_SECRET],
    timeout: 5_000,
  });
});

test('the settings that shape a payload are there, so that a new form of it sends every day again', () => {
  expect(shapingSettings()).toEqual({ payload: 1 });
});
