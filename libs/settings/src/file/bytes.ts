import { closeSync, fstatSync, openSync, readSync, type Stats } from 'node:fs';

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
    const buffer = Buffer.alloc(limit + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length <= limit; length += read)
      read = readSync(handle, buffer, length, buffer.length - length, null);
    return { bytes: buffer.subarray(0, Math.min(length, limit)), stats, tooLarge: length > limit };
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
