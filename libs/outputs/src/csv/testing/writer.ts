// A process of its own that delivers one revision after the other until it is killed or one fails; argv: folder, first revision.
import { randomBytes } from 'node:crypto';
import { createCsvOutput } from '../output.js';
import { contextWith } from '../../testing/context.js';
import { revisionOf } from '../../testing/revision.js';

const [, , directory = '', first = '1'] = process.argv;
const output = createCsvOutput(() => randomBytes(6).toString('hex'));
const context = contextWith({ layout: 'tally', directory }, 'analysts');

for (let revision = Number(first); ; revision++) {
  const receipts = await output.deliver(context, revisionOf(revision));
  if (receipts.some(({ status }) => status === 'retry' || status === 'refused')) break;
  process.stdout.write(`${revision}\n`);
}
