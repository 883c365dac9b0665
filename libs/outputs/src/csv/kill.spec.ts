import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createHash, randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as passing } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { createCsvOutput } from './output.js';
import { contextWith } from '../testing/context.js';
import { everyFile, readManifest, temporaryFolder } from './testing/folder.js';
import { dataFiles, readRecords } from './testing/receiver.js';
import { LOCATIONS, revisionOf } from '../testing/revision.js';

const SOURCES = fileURLToPath(new URL('./testing/typescript-sources.mjs', import.meta.url));
const WRITER = fileURLToPath(new URL('./testing/writer.ts', import.meta.url));
const ROUNDS = 10;
const LONGEST_LIFE = 60;

let calls = 0;
const output = createCsvOutput(() => (calls++).toString(16).padStart(12, '0'));

/** Kills the writer at a random moment after its first whole delivery; answers the last revision it reported. */
async function killedWriter(directory: string, repeat: 'adds' | 'overwrites', first: number): Promise<number> {
  const writer = spawn(
    process.execPath,
    ['--no-warnings', '--conditions=@tillbridge/source', '--import', SOURCES, WRITER, directory, repeat, String(first)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(writer, 'exit');
  let last = 0;
  const lines = createInterface({ input: writer.stdout });
  lines.on('line', (line) => (last = Number(line)));
  await Promise.race([once(lines, 'line'), ended]);
  await passing(randomInt(LONGEST_LIFE));
  writer.kill('SIGKILL');
  await ended;
  return last;
}

/** The one revision that a file shows in all its rows; throws when it is torn or mixed. */
async function wholeRevision(path: string): Promise<number> {
  const rows = parse<Record<string, string>>(await readFile(path, 'utf8'), { columns: true });
  const revisions = new Set(
    rows.flatMap((row) => [row['revision'], row['transactions'], String(Number(row['sales']))]),
  );
  expect([rows.length, revisions.size]).toEqual([24, 1]);
  return Number([...revisions][0]);
}

test('a writer killed at random moments leaves whole files, none older than its manifest, and no trace once it ran again', async () => {
  await using folder = await temporaryFolder();
  let reached = 0;

  for (let round = 0; round < ROUNDS; round++) {
    reached = await killedWriter(folder.path, 'overwrites', reached + 1);

    expect(reached).toBeGreaterThan(0);
    const files = await dataFiles(folder.path);
    expect(files).toHaveLength(LOCATIONS.length);
    for (const file of files) {
      const revision = await wholeRevision(join(folder.path, file));
      expect(revision).toBeGreaterThanOrEqual(reached);
      expect((await readManifest(folder.path, file)).revision).toBeLessThanOrEqual(revision);
    }
  }

  const last = reached + 10;
  await output.deliver(contextWith({ layout: 'tally', directory: folder.path }, 'analysts'), revisionOf(last));
  const names = await everyFile(folder.path);
  const files = await dataFiles(folder.path);
  expect(names).toEqual([...files.map((file) => `manifest/${file}.json`), ...files]);
  for (const file of files) {
    const bytes = await readFile(join(folder.path, file));
    expect((await readManifest(folder.path, file)).sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(await wholeRevision(join(folder.path, file))).toBe(last);
  }
});

test('a receiver that adds gets every hour once from a writer killed at random moments, though its days change meanwhile', async () => {
  await using folder = await temporaryFolder();
  let reached = 0;

  for (let round = 0; round < ROUNDS; round++) {
    reached = await killedWriter(folder.path, 'adds', reached + 1);

    expect(reached).toBeGreaterThan(0);
    const rows = await readRecords(folder.path);
    const hours = rows.map((row) => `${row['Location ID']} ${row['Date & Time']} ${row['Hour']}`);
    expect(new Set(hours).size).toBe(hours.length);
    expect(hours.length).toBeGreaterThanOrEqual(reached * LOCATIONS.length * 24);
  }
});
