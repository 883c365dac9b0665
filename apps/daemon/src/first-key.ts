import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeysService } from '@tillbridge/admin';
import { problemError } from '@tillbridge/domain';
import { DAEMON_PROBLEMS } from './problems.js';

type Keys = Pick<KeysService, 'list' | 'ensureFirstKey'>;

export interface FirstKeyWays {
  readonly dataDirectory: string;
  /** Shows it to a person; null where nobody watches. */
  readonly show: ((key: string) => void) | null;
}

/**
 * Makes the first API key where there was none yet, and hands it over once: to the person at the terminal, otherwise in a
 * file that only its owner can read. Never to the log (I6). Answers the file where one was written.
 *
 * @throws TillbridgeError `daemon.key_file_refused`
 */
export async function handOverFirstKey(keys: Keys, { dataDirectory, show }: FirstKeyWays): Promise<string | null> {
  if ((await keys.list()).length > 0) return null;
  if (show === null) return writeFirstKey(keys, dataDirectory);
  const key = await keys.ensureFirstKey();
  if (key !== null) show(key);
  return null;
}

/** The file is made before the key: a key that nobody has seen would be a door that nobody guards. */
async function writeFirstKey(keys: Keys, dataDirectory: string): Promise<string | null> {
  const file = join(dataDirectory, 'first-api-key');
  try {
    mkdirSync(dataDirectory, { recursive: true });
    // One that is left over belongs to a database that is gone; a link somebody laid there is not followed.
    rmSync(file, { force: true });
    writeFileSync(file, '', { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw problemError(DAEMON_PROBLEMS, 'daemon.key_file_refused', { file, reason }, { cause: error });
  }
  // Null where another process was faster.
  const key = await keys.ensureFirstKey();
  if (key === null) rmSync(file);
  else writeFileSync(file, `${key}\n`);
  return key === null ? null : file;
}
