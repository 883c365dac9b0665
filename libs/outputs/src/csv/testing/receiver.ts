import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutputReceiver, ReceivedRow } from '@tillbridge/plugin-kit/suite';
import { parse } from 'csv-parse/sync';

type Fields = Readonly<Record<string, string>>;

/** A folder of its own, read back with csv-parse, which shares no code with what wrote it. */
export async function openCsvReceiver(settings: Readonly<Record<string, unknown>>): Promise<OutputReceiver> {
  const root = await mkdtemp(join(tmpdir(), 'tillbridge-csv-'));
  const directory = join(root, 'out');
  const delimiter = settings['delimiter'] === ';' ? ';' : ',';
  const inTheWay = join(root, 'file');
  await writeFile(inTheWay, 'a file where a folder should be');
  return {
    settings: { ...settings, directory },
    unreachable: { ...settings, directory: join(inTheWay, 'out') },
    hidden: [root, directory],
    read: async () => (await readRecords(directory, delimiter)).map(settings['layout'] === 'tmas' ? tmasRow : tallyRow),
    ...(settings['layout'] === 'tally'
      ? { fields: async () => (await readRecords(directory, delimiter)).flatMap((record) => Object.values(record)) }
      : {}),
    close: () => rm(root, { recursive: true, force: true }),
  };
}

/** Every row of every data file under a final name; what a reader who ignores hidden files sees. */
export async function readRecords(directory: string, delimiter = ','): Promise<Fields[]> {
  const names = await dataFiles(directory);
  const texts = await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')));
  return texts.flatMap((text) => parse<Fields>(text, { columns: true, bom: true, delimiter }));
}

export async function dataFiles(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch(() => []);
  return names.filter((name) => !name.startsWith('.') && name !== 'manifest').sort();
}

function tmasRow(fields: Fields): ReceivedRow {
  return {
    location: fields['Location ID'] ?? '',
    date: fields['Date & Time'] ?? '',
    minuteOfDay: Number(fields['Hour']) * 60,
    sales: fields['Sales'] ?? '',
    transactions: Number(fields['Transactions']),
    items: fields['Items'] ?? '',
    staffHours: fields['Staff Hours'] === '' ? null : (fields['Staff Hours'] ?? ''),
    withdrawn: false,
  };
}

function tallyRow(fields: Fields): ReceivedRow {
  const [hour, minute] = (fields['start'] ?? '').split(':');
  return {
    location: fields['location_id'] ?? '',
    date: fields['date'] ?? '',
    minuteOfDay: Number(hour) * 60 + Number(minute),
    sales: fields['sales'] ?? '',
    transactions: Number(fields['transactions']),
    items: fields['items'] ?? '',
    staffHours: fields['staff_hours'] === '' ? null : (fields['staff_hours'] ?? ''),
    withdrawn: fields['status'] === 'withdrawn',
  };
}
