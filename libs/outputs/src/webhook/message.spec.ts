import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { dayWith } from '../testing/day.js';
import { messageId, messageOf, signedHeaders } from './message.js';
import { OLD_SECRET, SECRET } from './testing/context.js';

const message = messageOf(dayWith());

test('a signature is what the library of Standard Webhooks makes of any secret, id, instant and body', () => {
  const secrets = fc.uint8Array({ minLength: 24, maxLength: 64 }).map((bytes) => `whsec_${toBase64(bytes)}`);
  const instants = fc.date({ min: new Date(0), noInvalidDate: true });
  const ids = fc.string().map((text) => messageId(text));

  fc.assert(
    fc.property(secrets, ids, instants, fc.string({ unit: 'grapheme' }), (secret, id, at, body) => {
      const signed = signedHeaders({ id, body }, [secret], at.getTime());

      expect(signed).toEqual({
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign(id, at, body),
      });
    }),
  );
});

test('while a secret is being replaced, a receiver with either of them takes the message, one with a third does not', () => {
  const headers = { 'webhook-id': message.id, ...signedHeaders(message, [SECRET, OLD_SECRET], Date.now()) };
  const other = `whsec_${Buffer.alloc(32, 'other').toString('base64')}`;

  expect(new Webhook(SECRET).verify(message.body, headers)).toEqual(JSON.parse(message.body));
  expect(new Webhook(OLD_SECRET).verify(message.body, headers)).toEqual(JSON.parse(message.body));
  expect(() => new Webhook(other).verify(message.body, headers)).toThrow('No matching signature');
});

test('a message that was touched, or is old, is found out', () => {
  const now = Date.now();
  const headersAt = (at: number) => ({ 'webhook-id': message.id, ...signedHeaders(message, [SECRET], at) });
  const webhook = new Webhook(SECRET);

  expect(() => webhook.verify(message.body.replace('"0"', '"1"'), headersAt(now))).toThrow('No matching signature');
  expect(() => webhook.verify(message.body, { ...headersAt(now), 'webhook-id': 'tb_0' })).toThrow();
  expect(() => webhook.verify(message.body, headersAt(now - 6 * 60_000))).toThrow('too old');
});

test('an id holds no dot whatever the location is called, and tells apart what the day’s own id tells apart', () => {
  const days = [
    dayWith({ location: 'a.b' }),
    dayWith({ location: 'a' }),
    dayWith({ revision: 2 }),
    dayWith({ date: '2024-06-04' }),
  ];

  const ids = days.map((day) => messageOf(day).id);

  expect(new Set(ids).size).toBe(days.length);
  for (const id of ids) expect(id).toMatch(/^tb_[0-9a-f]{32}$/);
  expect(messageOf(dayWith()).id).toBe(message.id);
});

test('an id stands for one body: it is the same exactly where every byte is', () => {
  const day = dayWith({ locationName: 'Harbour' });
  const sameRevision = [
    { ...day, locationName: 'Harbour Pier' },
    { ...day, currency: 'JPY', currencyDigits: 0 },
    { ...day, messageId: day.messageId.replace(/^[^.]+/, 'other') },
  ];

  const ids = sameRevision.map((each) => messageOf(each).id);

  expect(new Set([messageOf(day).id, ...ids]).size).toBe(4);
  expect(messageOf(structuredClone(day))).toEqual(messageOf(day));
});

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
