import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { claimPlaces, publish, type PublishFault } from './publish.js';
import { everyFile, temporaryFolder } from './testing/folder.js';

/** Claims the places of these files and publishes them. */
async function published(
  folder: string,
  names: readonly string[],
  signal = new AbortController().signal,
): Promise<PublishFault[]> {
  let calls = 0;
  const places = names.map((name) => ({ content: join(folder, name), announcement: join(folder, 'manifest', name) }));
  const claims = await claimPlaces(places, { random: () => (calls++).toString(16).padStart(12, '0'), signal });
  const publications = claims.map((claim, index) => ({
    claim,
    content: Buffer.from(`content of ${names[index]}`),
    announcement: Buffer.from(`announcement of ${names[index]}`),
  }));
  return publish(publications, signal);
}

describe('publishing', () => {
  test('announces nothing whose content did not get its name, and lets the others through', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'manifest'));
    await mkdir(join(folder.path, 'blocked', 'by a folder'), { recursive: true });

    const faults = await published(folder.path, ['blocked', 'free']);

    expect(faults).toEqual([expect.objectContaining({ code: 'EISDIR' }), undefined]);
    expect(await everyFile(folder.path)).toEqual(['free', 'manifest/free']);
  });

  test('keeps the old content when the announcement cannot even be written', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'file'), 'old');

    const faults = await published(folder.path, ['file']);

    expect(faults).toEqual([expect.objectContaining({ code: 'ENOENT' })]);
    expect(await readFile(join(folder.path, 'file'), 'utf8')).toBe('old');
    expect(await everyFile(folder.path)).toEqual(['file']);
  });

  test('stops before the next file when it is told to', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'manifest'));

    const faults = await published(folder.path, ['file'], AbortSignal.abort());

    expect(faults).toEqual([expect.objectContaining({ name: 'AbortError' })]);
    expect(await everyFile(folder.path)).toEqual([]);
  });

  test('carries a thousand files at once', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'manifest'));
    const names = Array.from({ length: 1000 }, (_, index) => String(index));

    const faults = await published(folder.path, names);

    expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
    expect(await everyFile(folder.path)).toHaveLength(2000);
  });
});
