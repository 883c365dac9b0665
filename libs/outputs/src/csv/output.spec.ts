import { randomBytes } from 'node:crypto';
import { describeOutput } from '@tillbridge/plugin-kit/suite';
import { createCsvOutput } from './output.js';
import { openCsvReceiver } from './testing/receiver.js';

const create = () => createCsvOutput(() => randomBytes(6).toString('hex'));

describeOutput({
  name: 'csv, layout tmas',
  create,
  open: () => openCsvReceiver({ layout: 'tmas', repeat: 'overwrites' }),
});

describeOutput({
  name: 'csv, layout tally',
  create,
  open: () => openCsvReceiver({ layout: 'tally' }),
});

describeOutput({
  name: 'csv, layout tally for a spreadsheet',
  create,
  open: () => openCsvReceiver({ layout: 'tally', delimiter: ';', lineEnd: 'lf', byteOrderMark: true }),
});
