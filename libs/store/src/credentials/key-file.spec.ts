import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { KEY_BYTES, readOrCreateKey } from './key-file.js';

const folder = mkdtempSync(join(tmpdir(), 'tillbridge-key-'));
let files = 0;

function newFile(): string {
  files += 1;
  return join(folder, `place${files}`, 'key');
}

function keyOf(text: string, mode = 0o600): string {
  files += 1;
  const file = join(folder, `written${files}`);
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

describe('the key file', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is made on first use, for its owner alone, and nothing else is left beside it', () => {
    const file = newFile();

    const key = readOrCreateKey(file, randomBytes);

    expect(key).toHaveLength(KEY_BYTES);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(file, '..'))).toEqual(['key']);
  });

  it('is the same key ever after', () => {
    const file = newFile();
    const first = readOrCreateKey(file, randomBytes);
    const text = readFileSync(file, 'utf8');

    const second = readOrCreateKey(file, randomBytes);

    expect(second.equals(first)).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('is the one of the process that was faster, where two make it at the same moment', () => {
    const file = newFile();
    const slower = (size: number): Buffer => {
      if (!existsSync(file) && size === KEY_BYTES) readOrCreateKey(file, () => Buffer.alloc(size, 1));
      return Buffer.alloc(size, 2);
    };

    const key = readOrCreateKey(file, slower);

    expect(key.equals(Buffer.alloc(KEY_BYTES, 1))).toBe(true);
    expect(readdirSync(join(file, '..'))).toEqual(['key']);
  });

  it.each(['644', '640', '604', '660'])('is refused while others can read it, mode %s', (mode) => {
    const file = keyOf(`${randomBytes(KEY_BYTES).toString('base64')}\n`, Number.parseInt(mode, 8));

    expect(() => readOrCreateKey(file, randomBytes)).toThrow(`mode ${mode}`);
    expect(() => readOrCreateKey(file, randomBytes)).toThrow('store.key_unusable');
  });

  it.each([
    ['nothing', ''],
    ['31 bytes', randomBytes(31).toString('base64')],
    ['33 bytes', randomBytes(33).toString('base64')],
    ['hexadecimal', randomBytes(32).toString('hex')],
    ['words', 'correct horse battery staple'],
  ])('is refused and left alone when it holds %s', (_what, text) => {
    const file = keyOf(text);

    expect(() => readOrCreateKey(file, randomBytes)).toThrow('store.key_unusable');
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('is refused when it is all zeros, which anybody could guess', () => {
    const file = keyOf(Buffer.alloc(KEY_BYTES).toString('base64'));

    expect(() => readOrCreateKey(file, randomBytes)).toThrow('store.key_of_zeros');
  });

  it('says so where a folder stands in its place', () => {
    expect(() => readOrCreateKey(folder, randomBytes)).toThrow('store.key_unreadable');
  });
});
