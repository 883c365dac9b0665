import { afterAll, beforeAll, jest } from '@jest/globals';
import { describeOutput } from '@tillbridge/plugin-kit/suite';
import { outputKinds } from '../kinds.js';
import { OLD_SECRET, SECRET } from './testing/context.js';
import { openWebhookReceiver } from './testing/receiver.js';

const webhook = outputKinds().get('webhook');
if (webhook === undefined) throw new Error('there is no output kind webhook');

/** The suite's days are delivered at a fixed instant, and a receiver refuses what is older than five minutes. */
beforeAll(() => {
  jest.useFakeTimers({
    now: Date.UTC(2026, 4, 15),
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
});
afterAll(() => {
  jest.useRealTimers();
});

const GOOD = { url: 'https://receiver.example/tmas', secret: SECRET };

const SECRETS = [
  SECRET.replace('whsec_', ''),
  'whsec_',
  `whsec_${Buffer.alloc(23).toString('base64')}`,
  `whsec_${Buffer.alloc(16).toString('base64')}`,
  `whsec_${Buffer.alloc(65).toString('base64')}`,
  `whsec_${Buffer.alloc(66).toString('base64')}`,
  SECRET.replace('=', ''),
  SECRET.replace('b', '!'),
  `${SECRET}\n`,
];
const ADDRESSES = [
  'file:///etc/passwd',
  'javascript:alert(1)',
  'ftp://receiver.example/tmas',
  'receiver.example/tmas',
  'http://',
  'http:///tmas',
  'http://u:p@receiver.example/tmas',
  'http://u@receiver.example',
  'http://receiver.example/tmas#part',
  'http://receiver.example:port/tmas',
  'http://receiver.example/tmas ',
  ' http://receiver.example/tmas',
  'http://receiver.example/a b',
  'http://receiver.example\\tmas',
  'http://rеceiver.example/tmas',
  `http://receiver.example/${'a'.repeat(3000)}`,
];
const HEADERS = [
  { Host: 'elsewhere' },
  { 'webhook-id': '1' },
  { 'Webhook-Signature': '1' },
  { 'Content-Length': '1' },
  { 'content-type': 'text/plain' },
  { Connection: 'close' },
  { 'Transfer-Encoding': 'chunked' },
  { 'User-Agent': 'x' },
  { 'Proxy-Authorization': 'x' },
  { 'X-A\r\nX-B': 'x' },
  { 'X A': 'x' },
  { '': 'x' },
  { 'X-A': 'x\r\nX-B: y' },
  { 'X-A': 'é' },
  { 'X-A': '' },
  { 'X-A': 'x'.repeat(9000) },
  { 'X-A': 7 },
];

describeOutput({
  name: 'webhook',
  ...webhook,
  refused: [
    { url: GOOD.url },
    { secret: SECRET },
    { ...GOOD, unknown: true },
    ...SECRETS.map((secret) => ({ ...GOOD, secret })),
    ...SECRETS.map((secret) => ({ ...GOOD, previousSecrets: [secret] })),
    { ...GOOD, previousSecrets: [OLD_SECRET, OLD_SECRET] },
    { ...GOOD, previousSecrets: OLD_SECRET },
    ...ADDRESSES.map((url) => ({ ...GOOD, url })),
    ...HEADERS.map((headers) => ({ ...GOOD, headers })),
    ...['0s', '61s', '30', '1m', 30].map((timeout) => ({ ...GOOD, timeout })),
    ...[0, 33, 1.5, '8'].map((parallel) => ({ ...GOOD, parallel })),
  ],
  open: () => openWebhookReceiver({}),
});

describeOutput({
  name: 'webhook, one at a time, while its secret is changed',
  ...webhook,
  refused: [],
  open: () => openWebhookReceiver({ secret: OLD_SECRET, previousSecrets: [SECRET], parallel: 1, timeout: '1s' }),
});
