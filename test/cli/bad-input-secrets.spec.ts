import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CANARY, connection, expectRefused, typed, type Variant } from './refused.ts';

const secret = (bytes: number) => `whsec_${Buffer.alloc(bytes, 7).toString('base64')}`;
const hook = (value: string) =>
  `outputs:\n  - { id: hook, kind: webhook, url: "https://r.example/in", secret: ${value} }\n`;

function file(name: string, text: string | Uint8Array, mode = 0o600) {
  return (folder: string) => {
    mkdirSync(join(folder, 'var'), { recursive: true });
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), mode);
  };
}

const SUBSTITUTED: readonly Variant[] = [
  {
    name: 'B12 a variable that is not set, or empty, each named with its place',
    settings: 'dataDirectory: ${NOT_SET}\nencryptionKeyFile: ${EMPTY}\n',
    environment: { EMPTY: '' },
    told: [
      ['settings.environment_missing', ':1:1 dataDirectory:', 'NOT_SET is not set'],
      ['settings.environment_missing', ':2:1 encryptionKeyFile:', 'EMPTY is set but empty'],
    ],
  },
  {
    name: 'B12 a secret file that is missing',
    settings: hook('"${file:nowhere}"'),
    told: [['settings.secret_file_unreadable', ':2:61 outputs[0].secret:', '/nowhere', 'ENOENT']],
  },
  {
    name: 'B12 a secret file that is empty',
    settings: hook('"${file:empty}"'),
    prepare: file('empty', '\n'),
    told: [['settings.secret_file_unreadable', ':2:61 outputs[0].secret:', '/empty', 'it is empty']],
  },
  ...[0o644, 0o604, 0o660].map((mode) => ({
    name: `B12 a secret file of mode ${mode.toString(8)}, with what to run`,
    settings: hook('"${file:open}"'),
    prepare: file('open', `${CANARY}\n`, mode),
    told: [
      ['settings.secret_file_exposed', ':2:61', `has mode 0${mode.toString(8)}; expected at most 0640`, 'chmod 640'],
    ],
  })),
  {
    name: 'B12 a secret folder, and a secret file that is no text',
    settings: 'dataDirectory: ${file:var}\nencryptionKeyFile: ${file:bytes}\n',
    prepare: file('bytes', Uint8Array.from([0xff, 0xfe, 0])),
    told: [
      ['settings.secret_file_unreadable', ':1:1', '/var', 'EISDIR'],
      ['settings.secret_file_unreadable', ':2:1', '/bytes', 'it is not UTF-8 text'],
    ],
  },
  {
    name: 'B12 a ${ without an end',
    settings: 'dataDirectory: "${NAME"\n',
    told: [['settings.bad_substitution', ':1:1 dataDirectory:', '$${ for the two characters themselves']],
  },
];

const KEYS: readonly Variant[] = [
  ...[
    ['31 bytes', Buffer.alloc(31, 5).toString('base64'), 'holds 31 bytes'],
    ['33 bytes', Buffer.alloc(33, 5).toString('base64'), 'holds 33 bytes'],
    ['no base64', `${CANARY} and some more text`, 'expected are mode 600 and 32 bytes'],
    ['nothing', '', 'holds 0 bytes'],
  ].map(([what = '', text = '', part = '']) => ({
    name: `B13 an encryption key of ${what}`,
    settings: connection('active: true'),
    prepare: file('var/encryption.key', text),
    line: 'connections',
    told: [['store.key_unusable', '/var/encryption.key has mode 600', part]],
  })),
  {
    name: 'B13 an encryption key that others may read, with what to run',
    settings: connection('active: true'),
    prepare: file('var/encryption.key', Buffer.alloc(32, 5).toString('base64'), 0o644),
    line: 'connections',
    told: [['store.key_unusable', 'has mode 644 and holds 32 bytes', 'chmod 600']],
  },
  {
    name: 'B13 an encryption key of zeros',
    settings: connection('active: true'),
    prepare: file('var/encryption.key', Buffer.alloc(32).toString('base64')),
    line: 'connections',
    told: [['store.key_of_zeros', '/var/encryption.key is all zeros']],
  },
];

const WEBHOOK: readonly Variant[] = [
  ['without whsec_', Buffer.alloc(32, 7).toString('base64')],
  ['of 16 bytes', secret(16)],
  ['of 65 bytes', secret(65)],
  ['of bad base64', `whsec_${CANARY}!!${'a'.repeat(30)}`],
].map(([what, value]) => ({
  name: `B14 a webhook secret ${what}`,
  settings: hook('"${HOOK_SECRET}"'),
  environment: { HOOK_SECRET: value ?? '' },
  told: [
    [
      'plugin.setting_rule',
      ':2:61 secret is not as webhook needs it.',
      'whsec_ and the base64 of 24 to 64 random bytes',
    ],
  ],
}));

describe('a secret that cannot be had', () => {
  it.each(SUBSTITUTED)('$name', expectRefused);

  it('B12 a newline at the end of a secret file is no part of the secret', async () => {
    const settings = hook('"${file:hook}"');

    const { exitCode, out } = await typed({ settings, prepare: file('hook', `${secret(24)}\r\n`, 0o640) });

    expect(exitCode).toBe(0);
    expect(out).toContain('no problem found');
  });
});

describe('a key that seals nothing well', () => {
  it.each(KEYS)('$name', expectRefused);
});

describe('a secret that signs nothing well', () => {
  it.each(WEBHOOK)('$name', expectRefused);

  it.each([24, 64])('B14 one of %d bytes is taken', async (bytes) => {
    const { exitCode } = await typed({
      settings: hook('"${HOOK_SECRET}"'),
      environment: { HOOK_SECRET: secret(bytes) },
    });

    expect(exitCode).toBe(0);
  });
});
