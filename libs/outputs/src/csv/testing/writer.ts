// A process of its own that delivers one revision after the other until it is killed or one fails; argv: folder, first revision.
import { outputKinds } from '../../kinds.js';
import { contextWith } from './context.js';
import { revisionOf } from './revision.js';

const [, , directory = '', first = '1'] = process.argv;
const output = outputKinds().get('csv')?.create();
const context = contextWith({ layout: 'tally', directory }, 'analysts');

for (let revision = Number(first); output !== undefined; revision++) {
  const receipts = await output.deliver(context, revisionOf(revision));
  if (receipts.some(({ status }) => status === 'retry' || status === 'refused')) break;
  process.stdout.write(`${revision}\n`);
}
