import { outputKinds } from '../kinds.js';
import { describeOutput } from '@tillbridge/plugin-kit/suite';
import { openCsvReceiver } from './testing/receiver.js';

const csv = outputKinds().get('csv');
if (csv === undefined) throw new Error('there is no output kind csv');

describeOutput({
  name: 'csv, layout tmas',
  ...csv,
  refused: refusedWith({ layout: 'tmas', repeat: 'overwrites', directory: 'out' }),
  open: () => openCsvReceiver({ layout: 'tmas', repeat: 'overwrites' }),
});

describeOutput({
  name: 'csv, layout tally',
  ...csv,
  refused: [{ layout: 'tally' }, { directory: 'out' }, { layout: 'sales', directory: 'out' }],
  open: () => openCsvReceiver({ layout: 'tally' }),
});

describeOutput({
  name: 'csv, layout tally for a spreadsheet',
  ...csv,
  refused: [],
  open: () => openCsvReceiver({ layout: 'tally', delimiter: ';', lineEnd: 'lf', byteOrderMark: true }),
});

function refusedWith(good: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>[] {
  const { repeat: _repeat, ...withoutRepeat } = good;
  const fileNames = [
    '../../etc/{location}_{date}.csv',
    '/tmp/{location}_{date}.csv',
    '{location}\\0{date}.csv',
    '{location}.csv',
    '{date}.csv',
    '.{location}_{date}.csv',
    '{location}_{date}_{now}.csv',
    '{location}_{date}',
  ];
  const delimiters = ['', '"', '\n', '.', 'comma'];
  return [
    withoutRepeat,
    ...fileNames.map((fileName) => ({ ...good, fileName })),
    ...delimiters.map((delimiter) => ({ ...good, delimiter })),
    { ...good, repeat: 'sometimes' },
    { ...good, group: 'day' },
    { ...good, directory: '' },
    { ...good, dateFormat: 'dd.MM.yyyy' },
    { ...good, grain: 20 },
    { ...good, grain: 30, dateFormat: 'yyyy-MM-dd' },
    { ...good, hourFormat: 'none' },
    { ...good, unknown: true },
  ];
}
