// A process of its own that delivers again and again until it is killed or a delivery fails; argv: folder, `repeat`, first
// round. Where the receiver overwrites, a round is the next revision of the same days; where it adds, it is the next date,
// the first of them at revision 2, as if it had changed since a predecessor was killed.
import { randomBytes } from 'node:crypto';
import { addDays, type LocalDate } from '@tillbridge/domain';
import { createCsvOutput } from '../output.js';
import { contextWith } from '../../testing/context.js';
import { revisionOf } from '../../testing/revision.js';

const [, , directory = '', repeat = '', first = '1'] = process.argv;
const output = createCsvOutput(() => randomBytes(6).toString('hex'));
const settings = repeat === 'adds' ? { layout: 'tmas', repeat, directory } : { layout: 'tally', directory };
const context = contextWith(settings, 'analysts');

const FIRST_DATE = '2024-03-31' as LocalDate;

for (let round = Number(first); ; round++) {
  const changed = round === Number(first) ? 2 : 1;
  const days = repeat === 'adds' ? revisionOf(changed, addDays(FIRST_DATE, round)) : revisionOf(round);
  const receipts = await output.deliver(context, days);
  if (receipts.some(({ status }) => status === 'retry' || status === 'refused')) break;
  process.stdout.write(`${round}\n`);
}
