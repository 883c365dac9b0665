import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createCsvOutput } from './output.js';
import { contextWith } from '../testing/context.js';
import { dayWith } from '../testing/day.js';
import { everyFile, identity, readManifest, temporaryFolder } from './testing/folder.js';

const FILE = 'tillbridge_tmas_0001_2024-06-03.csv';
let calls = 0;
const output = createCsvOutput(() => (calls++).toString(16).padStart(12, '0'));

function settingsIn(directory: string, over: object = {}): Readonly<Record<string, unknown>> {
  return { layout: 'tmas', repeat: 'overwrites', directory, ...over };
}

const first = dayWith({ figures: ({ index }) => ({ sales: `${index}.5`, transactions: index, items: '1' }) });
const second = dayWith({ revision: 2, figures: ({ index }) => ({ sales: `${index}.5`, transactions: 1, items: '1' }) });

describe('a delivered file', () => {
  test('is announced by a manifest with its rows, sums, revision and hash', async () => {
    await using folder = await temporaryFolder();

    await output.deliver(contextWith(settingsIn(folder.path)), [first]);

    const bytes = await readFile(join(folder.path, FILE));
    expect(await everyFile(folder.path)).toEqual([`manifest/${FILE}.json`, FILE]);
    expect(await readManifest(folder.path, FILE)).toEqual({
      file: FILE,
      bytes: bytes.byteLength,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      rows: 24,
      withdrawnRows: 0,
      totals: { sales: '288', transactions: '276', items: '24', staff: '24', staffUnknownRows: 0 },
      location: '0001',
      date: '2024-06-03',
      timeZone: 'America/Toronto',
      currency: 'CAD',
      from: '2024-06-03T04:00:00Z',
      to: '2024-06-04T04:00:00Z',
      revision: 1,
      messageId: first.messageId,
      output: 'tmas',
      layout: 'tmas',
      settingsHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      generator: expect.stringMatching(/^tillbridge csv \d/),
    });
  });

  test('and its manifest are not touched by the same delivery again', async () => {
    await using folder = await temporaryFolder();
    await output.deliver(contextWith(settingsIn(folder.path)), [first]);
    const paths = [join(folder.path, FILE), join(folder.path, 'manifest', `${FILE}.json`)];
    const before = await Promise.all(paths.map(identity));

    const receipts = await output.deliver(contextWith(settingsIn(folder.path)), [first]);

    expect(receipts).toEqual([expect.objectContaining({ status: 'unchanged', reference: paths[0] })]);
    expect(await Promise.all(paths.map(identity))).toEqual(before);
  });

  test('keeps its bytes under a newer revision that shows the same figures, whose manifest says so', async () => {
    await using folder = await temporaryFolder();
    await output.deliver(contextWith(settingsIn(folder.path)), [first]);
    const before = await identity(join(folder.path, FILE));

    await output.deliver(contextWith(settingsIn(folder.path)), [{ ...first, revision: 2 }]);

    expect(await identity(join(folder.path, FILE))).toBe(before);
    expect((await readManifest(folder.path, FILE)).revision).toBe(2);
  });

  test('gives the same bytes, manifest included, wherever it is delivered again from nothing', async () => {
    await using one = await temporaryFolder();
    await using other = await temporaryFolder();

    await output.deliver(contextWith(settingsIn(one.path)), [first]);
    await output.deliver(contextWith(settingsIn(other.path)), [first]);

    for (const name of await everyFile(one.path)) {
      expect(await readFile(join(other.path, name))).toEqual(await readFile(join(one.path, name)));
    }
  });

  test.each([
    ['was deleted', (path: string) => rm(path)],
    ['was changed', (path: string) => writeFile(path, 'changed by hand')],
  ])('that %s by somebody is written anew', async (_what, disturb) => {
    await using folder = await temporaryFolder();
    await output.deliver(contextWith(settingsIn(folder.path)), [first]);
    const wanted = await readFile(join(folder.path, FILE));
    await disturb(join(folder.path, FILE));

    const [receipt] = await output.deliver(contextWith(settingsIn(folder.path)), [first]);

    expect(receipt?.status).toBe('accepted');
    expect(await readFile(join(folder.path, FILE))).toEqual(wanted);
  });

  test.each(['', '\0\0\0\0', '{"revision": 99}', 'null'])(
    'is announced anew when its manifest holds %j',
    async (text) => {
      await using folder = await temporaryFolder();
      await output.deliver(contextWith(settingsIn(folder.path)), [first]);
      await writeFile(join(folder.path, 'manifest', `${FILE}.json`), text);

      await output.deliver(contextWith(settingsIn(folder.path)), [first]);

      expect((await readManifest(folder.path, FILE)).revision).toBe(1);
    },
  );

  test('of a newer revision outlives an older one even when somebody deleted it', async () => {
    await using folder = await temporaryFolder();
    await output.deliver(contextWith(settingsIn(folder.path)), [second]);
    await rm(join(folder.path, FILE));

    const [receipt] = await output.deliver(contextWith(settingsIn(folder.path)), [first]);

    expect(receipt?.status).toBe('unchanged');
    expect(await everyFile(folder.path)).toEqual([`manifest/${FILE}.json`]);
  });

  test('is not readable by everybody', async () => {
    await using folder = await temporaryFolder();

    await output.deliver(contextWith(settingsIn(folder.path)), [first]);

    expect((await stat(join(folder.path, FILE))).mode & 0o007).toBe(0);
  });

  test('of a day without cells is not written', async () => {
    await using folder = await temporaryFolder();

    const receipts = await output.deliver(contextWith(settingsIn(folder.path)), [{ ...first, cells: [] }]);

    expect(receipts).toEqual([expect.objectContaining({ status: 'accepted' })]);
    expect(await everyFile(folder.path)).toEqual([]);
  });
});

describe('what a killed sender left', () => {
  test('is removed beside the files that are delivered, and nothing else is', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'manifest'));
    const ours = [`.${FILE}.0123456789ab.tmp`, `manifest/.${FILE}.json.0123456789ab.tmp`];
    const others = ['.other.csv.0123456789ab.tmp', `.${FILE}.draft.tmp`, 'notes.txt'];
    for (const name of [...ours, ...others]) await writeFile(join(folder.path, name), 'half');

    await output.deliver(contextWith(settingsIn(folder.path)), [first]);

    const names = await everyFile(folder.path);
    expect(names).toEqual(expect.arrayContaining([...others, FILE]));
    for (const name of ours) expect(names).not.toContain(name);
  });

  test('between a file and its manifest is completed', async () => {
    await using folder = await temporaryFolder();
    await output.deliver(contextWith(settingsIn(folder.path)), [first]);
    await output.deliver(contextWith(settingsIn(folder.path)), [second]);
    const before = await identity(join(folder.path, FILE));
    await rm(join(folder.path, 'manifest', `${FILE}.json`));

    const [receipt] = await output.deliver(contextWith(settingsIn(folder.path)), [second]);

    expect(receipt?.status).toBe('accepted');
    expect(await identity(join(folder.path, FILE))).toBe(before);
    expect((await readManifest(folder.path, FILE)).revision).toBe(2);
  });
});

describe('a name that two would share', () => {
  test('is refused to the second output, which is told what to do', async () => {
    await using folder = await temporaryFolder();
    const fileName = '{location}_{date}.csv';
    await output.deliver(contextWith(settingsIn(folder.path, { fileName })), [first]);

    const tally = contextWith({ layout: 'tally', directory: folder.path, fileName }, 'analysts');
    const [receipt] = await output.deliver(tally, [first]);

    expect(receipt).toMatchObject({ status: 'refused', cause: { code: 'settings.invalid' } });
    expect(receipt?.cause?.remedy).toContain('{layout}');
  });

  test('is taken over by an output whose own layout was changed', async () => {
    await using folder = await temporaryFolder();
    const fileName = '{location}_{date}.csv';
    await output.deliver(contextWith(settingsIn(folder.path, { fileName })), [first]);

    const [receipt] = await output.deliver(contextWith({ layout: 'tally', directory: folder.path, fileName }), [first]);

    expect(receipt?.status).toBe('accepted');
    expect((await readManifest(folder.path, '0001_2024-06-03.csv')).layout).toBe('tally');
  });

  test('does not come about from ids that need other letters in a file name', async () => {
    await using folder = await temporaryFolder();
    const ids = ['A/1', 'A_1', 'A\\1', '..', '_.', 'x'.repeat(300), 'x'.repeat(301)];

    const receipts = await output.deliver(
      contextWith(settingsIn(folder.path)),
      ids.map((location) => dayWith({ location })),
    );

    const files = (await everyFile(folder.path)).filter((name) => name.endsWith('.csv'));
    expect(receipts.map(({ status }) => status)).toEqual(ids.map(() => 'accepted'));
    expect(files).toHaveLength(ids.length);
    for (const name of files) expect(name).toMatch(/^tillbridge_[A-Za-z0-9._-]{1,120}$/);
  });
});
