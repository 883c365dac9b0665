import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SecretScrubber } from './secret-scrubber.js';

/** Every way in which a program of ours, or one below it, writes a value down. */
const WAYS: Record<string, (secret: string) => string> = {
  'as it is': (secret) => secret,
  'in JSON': (secret) => JSON.stringify({ token: secret }),
  'in JSON within JSON': (secret) => JSON.stringify(JSON.stringify({ token: secret })),
  'in a URL': (secret) => `https://pos.example/callback?code=${encodeURIComponent(secret)}&state=1`,
  'in a URL with lower escapes': (secret) =>
    encodeURIComponent(secret).replaceAll(/%../g, (escape) => escape.toLowerCase()),
  'in a form': (secret) => new URLSearchParams({ client_secret: secret }).toString(),
  'in base64': (secret) => Buffer.from(secret).toString('base64'),
  'in base64url': (secret) => Buffer.from(secret).toString('base64url'),
  'in a Basic header': (secret) => `Basic ${Buffer.from(`client:${secret}`).toString('base64')}`,
  'in a Basic header of another user': (secret) => `Basic ${Buffer.from(`me:${secret}:x`).toString('base64')}`,
  'in hex': (secret) => Buffer.from(secret).toString('hex'),
};

const secrets = fc.oneof(
  fc.string({ minLength: 8, maxLength: 60, unit: 'binary' }).map((text) => text.toWellFormed()),
  fc.string({ minLength: 8, maxLength: 60 }),
  fc.base64String({ minLength: 8, maxLength: 60 }),
);

describe('a secret', () => {
  it.each(Object.entries(WAYS))('does not come through %s', (_name, write) => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const scrubber = new SecretScrubber();
        scrubber.know(secret);

        const scrubbed = scrubber.scrub(`before ${write(secret)} after`);

        expect(scrubbed).toContain('[redacted]');
        expect(scrubbed).not.toContain(secret);
      }),
    );
  });

  it('leaves nothing behind of one that is longer and begins alike', () => {
    const scrubber = new SecretScrubber();
    scrubber.know('swordfish');
    scrubber.know('swordfish-and-more');

    expect(scrubber.scrub('a swordfish-and-more b')).toBe('a [redacted] b');
  });

  it('is remembered while it is used, however many come after it', () => {
    const scrubber = new SecretScrubber();
    for (let turn = 0; turn < 700; turn += 1) {
      scrubber.know('the-client-secret');
      scrubber.know(`token-number-${turn}`);
    }

    expect(scrubber.scrub('the-client-secret token-number-699')).toBe('[redacted] [redacted]');
  });

  it('that is too short to be one takes nothing apart', () => {
    const scrubber = new SecretScrubber();
    scrubber.know('');
    scrubber.know('abc');

    expect(scrubber.scrub('abcdef')).toBe('abcdef');
  });
});
