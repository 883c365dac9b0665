import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { publish, type PublishOptions } from './publish.js';
import { everyFile, temporaryFolder } from './testing/folder.js';

function options(signal = new AbortController().signal): PublishOptions {
  let calls = 0;
  return { random: () => (calls++).toString(16).padStart(12, '0'), signal };
}

function pair(folder: string, name: string) {
  return {
    content: { target: join(folder, name), bytes: Buffer.from(`content of ${name}`) },
    announcement: { target: join(folder, 'manifest', name), bytes: Buffer.from(`announcement of ${name}`) },
  };
}

describe('publishing', () => {
  test('announces nothing whose content did not get its name, and lets the others through', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'manifest'));
    await mkdir(join(folder.path, 'blocked', 'by a folder'), { recursive: true });

    const faults = await publish([pair(folder.path, 'blocked'), pair(folder.path, 'free')], options());

    expect(faults).toEqual([expect.objectContaining({ code: 'EISDIR' }), undefined]);
    expect(await everyFile(folder.path)).toEqual(['free', 'manifest/free']);
  });

  test('keeps the old content when the announcement cannot even be written', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'file'), 'old');

    const faults = await publish([pair(folder.path, 'file')], options());

    expect(faults).toEqual([expect.objectContaining({ code: 'ENOENT' })]);
    expect(await readFile(join(folder.path, 'file'), 'utf8')).toBe('old');
    expect(await everyFile(folder.path)).toEqual(['file']);
  });

  test('stops before the next file when it is told to', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'manifest'));

    const faults = await publish([pair(folder.path, 'file')], options(AbortSignal.abort()));

    expect(faults).toEqual([expect.objectContaining({ name: 'AbortError' })]);
    expect(await everyFile(folder.path)).toEqual([]);
  });

  test('carries a thousand files at once', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'manifest'));
    const names = Array.from({ length: 1000 }, (_, index) => String(index));

    const faults = await publish(
      names.map((name) => pair(folder.path, name)),
      options(),
    );

    expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
    expect(await everyFile(folder.path)).toHaveLength(2000);
  });
});
