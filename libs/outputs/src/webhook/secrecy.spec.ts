import { expect, test } from '@jest/globals';
import { dayWith } from '../testing/day.js';
import { answerExcerpt, KEPT_ANSWER } from './answer-text.js';
import { check } from './check.js';
import { deliver } from './deliver.js';
import { createWebhookOutput } from './output.js';
import { webhookSettings } from './settings.js';
import { sendTestEvent } from './test-event.js';
import { contextWith, egress } from './testing/context.js';
import { serve, type Answer } from './testing/server.js';

const canary = (text: string): string => `whsec_${Buffer.from(text.repeat(3)).toString('base64')}`;
const SETTINGS = {
  secret: canary('canary??new?'),
  previousSecrets: [canary('canary>>old>')],
  headers: { Authorization: 'Bearer canary-bearer', 'X-Api-Key': 'canary-key' },
};
const PATH = 'canary-path?key=canary%20query';
const HIDDEN = [
  SETTINGS.secret,
  SETTINGS.previousSecrets[0],
  SETTINGS.secret.slice(6),
  SETTINGS.secret.slice(6).replaceAll('/', '\\/'),
  'canary',
].filter((text) => text !== undefined);

/** A receiver that repeats all it was sent, and its own secrets, in three notations. */
function echo(status: number): Answer {
  return (request, response) => {
    const all = { ...request, secret: SETTINGS.secret, previous: SETTINGS.previousSecrets };
    const json = JSON.stringify(all, null, 1);
    response
      .writeHead(status, { 'retry-after': 'canary', location: `/${PATH}` })
      .end(`${SETTINGS.secret} ${request.path} ${json} ${json.replaceAll('/', '\\/')} ${encodeURIComponent(json)}`);
  };
}

test.each([200, 208, 302, 400, 401, 404, 410, 422, 429, 500, 503])(
  'a receiver that answers %d and repeats every secret gets none of them into receipts, checks or logs',
  async (status) => {
    await using server = await serve(echo(status));
    const lines: unknown[] = [];
    const context = contextWith({ ...SETTINGS, url: new URL(PATH, server.url).href }, { lines });

    const told = [
      await deliver(egress, context, [dayWith(), dayWith({ location: '0002' })]),
      await check(egress, context),
      await sendTestEvent(egress, context),
      lines,
    ];

    const signature = server.received[0]?.headers['webhook-signature']?.slice(3, 40);
    for (const text of [...HIDDEN, signature ?? 'none']) expect(JSON.stringify(told)).not.toContain(text);
  },
);

test('a preview shows every header without its secret, and so do the settings that shape a payload', () => {
  const output = createWebhookOutput(() => egress);
  const settings = { ...SETTINGS, url: `https://receiver.example/${PATH}` };

  const preview = output.preview(settings, [dayWith(), dayWith({ figures: () => null })]);

  const shown = JSON.parse(preview.text) as unknown[];
  expect(shown).toHaveLength(1);
  expect(shown[0]).toMatchObject({
    headers: {
      Authorization: 'set',
      'X-Api-Key': 'set',
      'content-type': 'application/json',
      'webhook-id': expect.stringMatching(/^tb_/),
    },
    body: { type: 'tillbridge.location_day.updated', data: { location: '0001', hours: expect.any(Array) } },
  });
  for (const text of HIDDEN) {
    expect(preview.text).not.toContain(text);
    expect(JSON.stringify(output.shapingSettings(settings))).not.toContain(text);
  }
});

test.each([
  ['{"password":"canary","ok":true}', '{"password":***,"ok":true}'],
  ['dsn postgres://app:canary@db:5432/x', 'dsn postgres://app:***@db:5432/x'],
  ['Authorization: Basic canary==', 'Authorization: *** ***'],
  ['api_key=canary&page=2', 'api_key=***&page=2'],
  ['expected whsec_canary/+x=', 'expected ***'],
  [`got v1,${'K5o/+'.repeat(8)}=`, 'got ***'],
  ['  two\r\n lines\u0000 \u202eturned', 'two lines turned'],
])('of the answer %j is kept %j', (text, kept) => {
  expect(answerExcerpt(text, webhookSettings({ url: 'http://receiver.example/' }))).toBe(kept);
});

test('a secret of the settings is known again in a query, in JSON, and in the path of the address', () => {
  const secret = `whsec_${Buffer.alloc(30, 0xfb).toString('base64')}`;
  const bare = secret.slice('whsec_'.length);
  const settings = webhookSettings({ url: 'http://receiver.example/hooks/T0/xyz', secret });
  expect(bare).toMatch(/[+/]/);

  const kept = answerExcerpt(
    `a ${bare} b ${encodeURIComponent(bare)} c ${bare.replaceAll('/', '\\/')} d /hooks/T0/xyz e \\/hooks\\/T0\\/xyz`,
    settings,
  );

  expect(kept).toBe('a *** b *** c *** d *** e ***');
});

test('an answer made to be slow to search is not', () => {
  const hostile = ['a'.repeat(256 * 1024), 'a.'.repeat(128 * 1024), 'token'.repeat(50_000), 'token:'.repeat(40_000)];
  const settings = webhookSettings({ ...SETTINGS, url: `https://receiver.example/${PATH}` });
  const before = performance.now();

  const kept = hostile.map((text) => answerExcerpt(text, settings));

  expect(performance.now() - before).toBeLessThan(1_000);
  for (const text of kept) expect(text.length).toBeLessThanOrEqual(KEPT_ANSWER + 1);
});
