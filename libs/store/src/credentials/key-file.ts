import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { problemError } from '@tillbridge/domain';
import { storeProblems } from '../problems.js';

export const KEY_BYTES = 32;

/**
 * Reads the key that seals credentials, or makes it on first start with mode 600. A key that exists is never
 * overwritten: whatever it sealed would be lost.
 */
export function readOrCreateKey(file: string, randomBytes: (size: number) => Buffer): Buffer {
  try {
    return readKey(file);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  mkdirSync(dirname(file), { recursive: true });
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeSync(descriptor, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  chmodSync(file, 0o600);
  return readKey(file);
}

function readKey(file: string): Buffer {
  const text = readFileSync(file, 'utf8').trim();
  const mode = statSync(file).mode & 0o777;
  if ((mode & 0o077) !== 0 && process.platform !== 'win32') {
    throw problemError(storeProblems, 'store.key_unreadable', { file, reason: `mode ${mode.toString(8)}` });
  }
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES || !/^[A-Za-z0-9+/]{43}=$/.test(text)) {
    throw problemError(storeProblems, 'store.key_unreadable', { file, reason: `${key.length} bytes` });
  }
  return key;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
