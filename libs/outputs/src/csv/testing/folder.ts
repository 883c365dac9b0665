import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileManifest } from '../file-manifest.js';

/** A folder that is gone when the test block ends (`await using`). */
export async function temporaryFolder(): Promise<{ readonly path: string; [Symbol.asyncDispose](): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'tillbridge-csv-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Hidden files included, folders and everything in them too. */
export async function everyFile(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort();
}

export async function readManifest(directory: string, file: string): Promise<FileManifest> {
  return JSON.parse(await readFile(join(directory, 'manifest', `${file}.json`), 'utf8')) as FileManifest;
}

/** What changes as soon as somebody writes the file again, even with the same bytes. */
export async function identity(path: string): Promise<string> {
  const { ino, mtimeNs } = await stat(path, { bigint: true });
  return `${ino} ${mtimeNs}`;
}
