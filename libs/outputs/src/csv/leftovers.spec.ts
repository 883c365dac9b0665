import { existsSync, renameSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { settleLeftovers } from './leftovers.js';
import { everyFile, temporaryFolder } from './testing/folder.js';

const FILE = 'day_r1.csv';
const CONTENT = `.${FILE}.0a.tmp`;
const ANNOUNCEMENT = `.${FILE}.json.0a.tmp`;
const NOBODY = new Set<string>();

/** The folder as a sender left it that stopped right before it gave its content a name. */
async function folderLeft(directory: string) {
  const manifests = join(directory, 'manifest');
  await mkdir(manifests);
  await writeFile(join(directory, CONTENT), 'rows');
  const manifest = {
    file: FILE,
    sha256: '',
    location: '',
    date: '',
    layout: '',
    messageId: '',
    output: '',
    revision: 1,
  };
  await writeFile(join(manifests, ANNOUNCEMENT), JSON.stringify(manifest));
  return { directory, manifests };
}

test('what a sender names while its leftovers are ended was seen, and is announced', async () => {
  await using folder = await temporaryFolder();
  const folders = await folderLeft(folder.path);
  let asked = 0;
  const isOurs = (): boolean => {
    asked += 1;
    if (asked === 2) renameSync(join(folder.path, CONTENT), join(folder.path, FILE));
    return true;
  };

  const names = await settleLeftovers(folders, { isOurs, claimed: NOBODY });

  expect(names).toContain(`${FILE}.json`);
  expect(await everyFile(folder.path)).toEqual([FILE, `manifest/${FILE}.json`]);
});

test('what was taken from a sender by one that was killed then was not seen: both parts go', async () => {
  await using folder = await temporaryFolder();
  const folders = await folderLeft(folder.path);
  renameSync(join(folder.path, CONTENT), join(folder.path, `.${FILE}.0a.void.tmp`));

  const names = await settleLeftovers(folders, { isOurs: () => true, claimed: NOBODY });

  expect(names).not.toContain(`${FILE}.json`);
  expect(await everyFile(folder.path)).toEqual([]);
});

test('leftovers of other days stay', async () => {
  await using folder = await temporaryFolder();
  const folders = await folderLeft(folder.path);

  await settleLeftovers(folders, { isOurs: () => false, claimed: NOBODY });

  expect(existsSync(join(folder.path, CONTENT))).toBe(true);
  expect(existsSync(join(folders.manifests, ANNOUNCEMENT))).toBe(true);
});
