import { copyFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
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
  return { layout: 'tmas', repeat: 'adds', directory, ...over };
}

/** The hours that the delivery library passes on under this revision. */
function hours(revision: number, ...wanted: readonly number[]): LocationDay {
  return dayWith({ revision, figures: ({ index }) => (wanted.includes(index) ? { sales: String(index) } : null) });
}

const R1 = 'tillbridge_tmas_0001_2024-06-03_r1.csv';
const R2 = 'tillbridge_tmas_0001_2024-06-03_r2.csv';

const KILLED = 'dead00000000';

/** As a sender leaves it that is killed between the names of file and manifest. */
async function unannounce(directory: string, file: string): Promise<void> {
  const manifests = join(directory, 'manifest');
  await rename(join(manifests, `${file}.json`), join(manifests, `.${file}.json.${KILLED}.tmp`));
}

describe('for a receiver that adds', () => {
  test('each revision has a file of its own, with the hours that were passed on', async () => {
    await using folder = await temporaryFolder();

    await output.deliver(contextWith(settingsIn(folder.path)), [hours(1, 9, 10)]);
    await output.deliver(contextWith(settingsIn(folder.path)), [hours(2, 11)]);

    expect(await dataFiles(folder.path)).toEqual([R1, R2]);
    expect((await readRecords(folder.path)).map((row) => row['Hour'])).toEqual(['09', '10', '11']);
  });

  test('a pattern with a revision of its own is kept', async () => {
    await using folder = await temporaryFolder();
    const fileName = 'r{revision}-{location}-{date}.txt';

    await output.deliver(contextWith(settingsIn(folder.path, { fileName })), [hours(4, 9)]);

    expect(await dataFiles(folder.path)).toEqual(['r4-0001-2024-06-03.txt']);
  });

  test('a file that the receiver took away is not handed over again', async () => {
    await using folder = await temporaryFolder();
    await output.deliver(contextWith(settingsIn(folder.path)), [hours(1, 9)]);
    await rm(join(folder.path, R1));

    const [receipt] = await output.deliver(contextWith(settingsIn(folder.path)), [hours(1, 9)]);

    expect(receipt?.status).toBe('unchanged');
    expect(await dataFiles(folder.path)).toEqual([]);
  });

  test('a file is never rewritten with other rows', async () => {
    await using folder = await temporaryFolder();
    await output.deliver(contextWith(settingsIn(folder.path)), [hours(1, 9)]);
    const before = await readFile(join(folder.path, R1));

    const [receipt] = await output.deliver(contextWith(settingsIn(folder.path)), [hours(1, 10)]);

    expect(receipt).toMatchObject({ status: 'refused', cause: { code: 'output.refused' } });
    expect(await readFile(join(folder.path, R1))).toEqual(before);
  });

  test('a foreign file under the name is left as it is', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, R1), 'not ours');

    const [receipt] = await output.deliver(contextWith(settingsIn(folder.path)), [hours(1, 9)]);

    expect(receipt?.status).toBe('refused');
    expect(await readFile(join(folder.path, R1), 'utf8')).toBe('not ours');
  });

  test('hours that a killed sender handed over without noting it are left out of the next revision', async () => {
    await using folder = await temporaryFolder();
    await output.deliver(contextWith(settingsIn(folder.path)), [hours(1, 9, 10)]);

    const [receipt] = await output.deliver(contextWith(settingsIn(folder.path)), [hours(2, 9, 10, 11)]);

    expect(receipt?.status).toBe('accepted');
    expect((await readRecords(folder.path)).map((row) => row['Hour'])).toEqual(['09', '10', '11']);
  });

  test('a file that a killed sender named and did not announce counts as handed over, taken away or not', async () => {
    for (const takenAway of [false, true]) {
      await using folder = await temporaryFolder();
      await output.deliver(contextWith(settingsIn(folder.path)), [hours(1, 9, 10)]);
      await unannounce(folder.path, R1);
      if (takenAway) await rm(join(folder.path, R1));

      const [receipt] = await output.deliver(contextWith(settingsIn(folder.path)), [hours(2, 9, 10, 11)]);

      expect(receipt?.status).toBe('accepted');
      expect(await everyFile(folder.path)).toEqual(
        [`manifest/${R1}.json`, `manifest/${R2}.json`, R1, R2].filter((name) => name !== R1 || !takenAway),
      );
      expect((await readRecords(folder.path)).map((row) => row['Hour'])).toEqual(
        takenAway ? ['11'] : ['09', '10', '11'],
      );
    }
  });

  test('a file that a killed sender had not named yet goes out whole under the next revision', async () => {
    await using folder = await temporaryFolder();
    await output.deliver(contextWith(settingsIn(folder.path)), [hours(1, 9, 10)]);
    await unannounce(folder.path, R1);
    await rename(join(folder.path, R1), join(folder.path, `.${R1}.${KILLED}.tmp`));

    await output.deliver(contextWith(settingsIn(folder.path)), [hours(2, 9, 10, 11)]);

    expect(await everyFile(folder.path)).toEqual([`manifest/${R2}.json`, R2]);
    expect((await readRecords(folder.path)).map((row) => row['Hour'])).toEqual(['09', '10', '11']);
  });

  test('half an announcement of a killed sender is none', async () => {
    await using folder = await temporaryFolder();
    await output.deliver(contextWith(settingsIn(folder.path)), [hours(1, 9)]);
    await unannounce(folder.path, R1);
    await copyFile(join(folder.path, R1), join(folder.path, `.${R1}.${KILLED}.tmp`));
    await rm(join(folder.path, R1));
    await writeFile(join(folder.path, 'manifest', `.${R1}.json.${KILLED}.tmp`), '{"file":');

    await output.deliver(contextWith(settingsIn(folder.path)), [hours(1, 9)]);

    expect(await everyFile(folder.path)).toEqual([`manifest/${R1}.json`, R1]);
  });

  test('nothing is written when every hour was handed over', async () => {
    await using folder = await temporaryFolder();
    await output.deliver(contextWith(settingsIn(folder.path)), [hours(1, 9)]);

    const [receipt] = await output.deliver(contextWith(settingsIn(folder.path)), [hours(2, 9)]);

    expect(receipt?.status).toBe('accepted');
    expect(await everyFile(folder.path)).toEqual([`manifest/${R1}.json`, R1]);
  });

  test('an older revision that comes late writes nothing', async () => {
    await using folder = await temporaryFolder();
    await output.deliver(contextWith(settingsIn(folder.path)), [hours(2, 9)]);

    const [receipt] = await output.deliver(contextWith(settingsIn(folder.path)), [hours(1, 10)]);

    expect(receipt?.status).toBe('unchanged');
    expect(await dataFiles(folder.path)).toEqual([R2]);
  });

  test('of two revisions of a day in one call every hour goes once', async () => {
    await using folder = await temporaryFolder();

    await output.deliver(contextWith(settingsIn(folder.path)), [hours(2, 9, 10, 11), hours(1, 9, 10), hours(3, 9, 12)]);

    expect((await readRecords(folder.path)).map((row) => row['Hour']).toSorted()).toEqual(['09', '10', '11', '12']);
  });

  test('a receipt says which cells were handed over, and with which revision', async () => {
    await using folder = await temporaryFolder();
    const startOf = (hour: number): number => Date.parse('2024-06-03T04:00:00Z') + hour * 3_600_000;
    const first = await output.deliver(contextWith(settingsIn(folder.path)), [hours(1, 9)]);
    await unannounce(folder.path, R1);

    const next = await output.deliver(contextWith(settingsIn(folder.path)), [hours(2, 9, 10)]);
    const again = await output.deliver(contextWith(settingsIn(folder.path)), [hours(2, 9, 10)]);
    const nothing = await output.deliver(contextWith(settingsIn(folder.path)), [hours(3)]);
    const late = await output.deliver(contextWith(settingsIn(folder.path)), [hours(1, 9, 11)]);

    const both = [
      { start: startOf(9), revision: 1 },
      { start: startOf(10), revision: 2 },
    ];
    expect(first[0]?.handedOver).toEqual([{ start: startOf(9), revision: 1 }]);
    expect(next).toMatchObject([{ status: 'accepted', handedOver: both }]);
    expect(again).toMatchObject([{ status: 'unchanged', handedOver: both }]);
    expect(nothing).toMatchObject([{ status: 'accepted', handedOver: both }]);
    expect(late).toMatchObject([{ status: 'unchanged', handedOver: both }]);
  });

  test('revisions of other days and locations are not mistaken for this one', async () => {
    await using folder = await temporaryFolder();
    const other = { ...hours(7, 9), location: '00011' };
    await output.deliver(contextWith(settingsIn(folder.path)), [other, { ...hours(8, 9), date: '2024-06-04' }]);

    const [receipt] = await output.deliver(contextWith(settingsIn(folder.path)), [hours(1, 9)]);

    expect(receipt?.status).toBe('accepted');
  });
});
