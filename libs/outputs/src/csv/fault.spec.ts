import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { LocationDay } from '@tillbridge/plugin-kit';
import { createCsvOutput } from './output.js';
import { contextWith } from '../testing/context.js';
import { dayWith } from '../testing/day.js';
import { everyFile, temporaryFolder } from './testing/folder.js';
import { dataFiles, readRecords } from './testing/receiver.js';

let calls = 0;
const output = createCsvOutput(() => (calls++).toString(16).padStart(12, '0'));

function settingsIn(directory: string, over: object = {}): Readonly<Record<string, unknown>> {
  return { layout: 'tally', directory, ...over };
}

/** Mounts need rights that a test run seldom has; what is skipped says why. */
async function mounted(path: string, options: readonly string[]): Promise<AsyncDisposable | null> {
  await mkdir(path, { recursive: true });
  try {
    execFileSync('mount', [...options, path], { stdio: 'pipe' });
  } catch (error) {
    process.stderr.write(`skipped: this user may not mount a file system here (${String(error).split('\n')[0]})\n`);
    return null;
  }
  return { [Symbol.asyncDispose]: async () => void execFileSync('umount', [path]) };
}

const manyDays = Array.from({ length: 30 }, (_, index) => dayWith({ location: String(index + 1).padStart(4, '0') }));
const [oneDay = dayWith()] = manyDays;

async function causeOf(directory: string, over: object = {}, days: readonly LocationDay[] = [oneDay]) {
  const [receipt] = await output.deliver(contextWith(settingsIn(directory, over)), days);
  return { status: receipt?.status, cause: receipt?.cause };
}

describe('a folder that cannot be written', () => {
  test('because a file stands in its way is named with path, user and what to do', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'out'), 'a file');

    const { status, cause } = await causeOf(join(folder.path, 'out', 'csv'));

    expect(status).toBe('retry');
    expect(cause?.code).toBe('output.not_writable');
    expect(cause?.message).toContain(join(folder.path, 'out', 'csv'));
    expect(cause?.message).toContain(`user id ${process.getuid?.()}`);
    expect(cause?.message).toMatch(/out belongs to \d+:\d+ and has mode 0\d{3}\./);
    expect(cause?.remedy).toContain('"directory"');
  });

  test('because it is missing and must not be made is not made', async () => {
    await using folder = await temporaryFolder();
    const directory = join(folder.path, 'share');
    const context = contextWith(settingsIn(directory, { createDirectory: false }));

    const { status, cause } = await causeOf(directory, { createDirectory: false });

    expect([status, cause?.code]).toEqual(['retry', 'output.not_writable']);
    expect((await output.check(context)).status).toBe('failed');
    expect(await everyFile(folder.path)).toEqual([]);
  });

  test('because it is read-only is told by check and by deliver, and used once it is writable', async () => {
    await using folder = await temporaryFolder();
    const directory = join(folder.path, 'out');
    await mkdir(directory);
    {
      await using readOnly = await mounted(directory, ['-t', 'tmpfs', '-o', 'ro', 'tmpfs']);
      if (readOnly === null) return;

      const { status, cause } = await causeOf(directory);

      expect([status, cause?.code]).toEqual(['retry', 'output.not_writable']);
      expect(cause?.detail).toMatchObject({ parameters: { reason: 'EROFS', folder: directory } });
      expect((await output.check(contextWith(settingsIn(directory)))).status).toBe('failed');
    }
    expect((await causeOf(directory)).status).toBe('accepted');
  });

  test('because a folder has the name of one file keeps that day back and no other', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'tillbridge_tally_0002_2024-06-03.csv', 'inside'), { recursive: true });

    const receipts = await output.deliver(contextWith(settingsIn(folder.path)), manyDays.slice(0, 3));

    expect(receipts.map(({ status }) => status)).toEqual(['accepted', 'retry', 'accepted']);
    expect(receipts[1]?.cause?.code).toBe('output.not_writable');
    expect((await everyFile(folder.path)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('because it does not exist yet is announced by check without being made', async () => {
    await using folder = await temporaryFolder();
    const directory = join(folder.path, 'a', 'b');

    const check = await output.check(contextWith(settingsIn(directory)));

    expect(check).toMatchObject({ status: 'ok', evidence: `${directory} is to be made` });
    expect(await everyFile(folder.path)).toEqual([]);
  });
});

describe('a full disk', () => {
  test('leaves whole files and no temporary ones, and the rest goes out once there is room', async () => {
    await using folder = await temporaryFolder();
    const directory = join(folder.path, 'small');
    await using small = await mounted(directory, ['-t', 'tmpfs', '-o', 'size=300k', 'tmpfs']);
    if (small === null) return;
    await writeFile(join(directory, 'ballast'), Buffer.alloc(200 * 1024));

    const full = await output.deliver(contextWith(settingsIn(directory)), manyDays);

    const failed = full.filter(({ status }) => status === 'retry');
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.length).toBeLessThan(manyDays.length);
    expect(new Set(failed.map(({ cause }) => cause?.code))).toEqual(new Set(['output.no_space']));
    expect((await everyFile(directory)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    const accepted = manyDays.length - failed.length;
    await rm(join(directory, 'ballast'));
    expect(await dataFiles(directory)).toHaveLength(accepted);
    expect(await readRecords(directory)).toHaveLength(accepted * 24);
    const emptied = await output.deliver(
      contextWith(settingsIn(directory)),
      failed.map(({ location }) => dayWith({ location })),
    );
    expect(new Set(emptied.map(({ status }) => status))).toEqual(new Set(['accepted']));
  });
});
