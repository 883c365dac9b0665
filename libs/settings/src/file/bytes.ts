import { closeSync, fstatSync, openSync, readSync, type Stats } from 'node:fs';

const CHUNK = 16 * 1024;

export interface Contents {
  readonly bytes: Uint8Array;
  readonly stats: Stats;
  /** The file holds more than `limit` bytes; the rest was not read. */
  readonly tooLarge: boolean;
}

/** Reads at most `limit` bytes, whatever the file claims about its size. Throws the system's error. */
export function readBytes(path: string, limit: number): Contents {
  const handle = openSync(path, 'r');
  try {
    const stats = fstatSync(handle);
    const chunks: Uint8Array[] = [];
    let length = 0;
    for (let read = -1; read !== 0 && length <= limit; length += read) {
      const chunk = new Uint8Array(Math.min(CHUNK, limit + 1 - length));
      read = readSync(handle, chunk, 0, chunk.length, null);
      chunks.push(chunk.subarray(0, read));
    }
    return { bytes: Buffer.concat(chunks).subarray(0, limit), stats, tooLarge: length > limit };
  } finally {
    closeSync(handle);
  }
}

/** `ENOENT`, `EACCES`, `EISDIR` and the like. */
export function errnoOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'EUNKNOWN';
}

/** The user whose rights decide, for messages about files. */
export function currentUser(): string {
  return String(process.getuid?.() ?? '-');
}
