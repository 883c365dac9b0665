import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { problemError, TillbridgeError } from '@tillbridge/domain';
import { codeOf } from '../database/failures.js';
import { STORE_PROBLEMS } from '../problems.js';

export const KEY_BYTES = 32;

/**
 * Reads the key that seals credentials, or makes it on first start with mode 600. A key that exists is never
 * overwritten: whatever it sealed would be lost.
 */
export function readOrCreateKey(file: string, randomBytes: (size: number) => Buffer): Buffer {
  try {
    if (!existsSync(file)) createKey(file, randomBytes);
    return readKey(file);
  } catch (error) {
    throw error instanceof TillbridgeError ? error : unreadable(file, reasonOf(error), error);
  }
}

/**
 * Written whole beside its place and linked into it: another process that starts at the same moment, or one that comes
 * after a crash, sees no key or this one, never half of it.
 */
function createKey(file: string, randomBytes: (size: number) => Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const descriptor = openSync(draft, 'wx', 0o600);
  try {
    writeSync(descriptor, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
    fchmodSync(descriptor, 0o600);
    fsyncSync(descriptor);
    place(draft, file);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    closeSync(descriptor);
    rmSync(draft, { force: true });
  }
  syncFolder(dirname(file));
}

/** Some mounted file systems know no links; there a copy must do, which also never replaces a key. */
function place(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!LINKLESS.includes(codeOf(error))) throw error;
    copyFileSync(draft, file, constants.COPYFILE_EXCL);
  }
}

const LINKLESS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/** The name of the file must outlive a power cut too. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function readKey(file: string): Buffer {
  const text = readFileSync(file, 'utf8').trim();
  const mode = statSync(file).mode & 0o777;
  const key = Buffer.from(text, 'base64');
  const exposed = (mode & 0o077) !== 0 && process.platform !== 'win32';
  if (exposed || key.length !== KEY_BYTES || !/^[A-Za-z0-9+/]{43}=$/.test(text)) {
    const seen = { file, mode: mode.toString(8), bytes: key.length };
    throw problemError(STORE_PROBLEMS, 'store.key_unusable', seen);
  }
  if (key.every((byte) => byte === 0)) throw problemError(STORE_PROBLEMS, 'store.key_of_zeros', { file });
  return key;
}

function unreadable(file: string, reason: string, cause?: unknown): TillbridgeError {
  return problemError(STORE_PROBLEMS, 'store.key_unreadable', { file, reason }, { cause });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
