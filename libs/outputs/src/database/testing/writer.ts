// A process of its own that delivers one revision after the other until it is killed or one fails, or once; argv:
// settings as JSON, first revision, last revision.
import { contextWith } from '../../testing/context.js';
import { revisionOf } from '../../testing/revision.js';
import { createDatabaseOutput } from '../output.js';

const [, , settings = '{}', first = '1', last = 'Infinity'] = process.argv;
const output = createDatabaseOutput(() => 0.5);
const context = contextWith(JSON.parse(settings) as Readonly<Record<string, unknown>>, 'warehouse');

for (let revision = Number(first); revision <= Number(last); revision++) {
  const receipts = await output.deliver(context, revisionOf(revision));
  if (receipts.some(({ status }) => status === 'retry' || status === 'refused')) break;
  process.stdout.write(`${revision}\n`);
}
