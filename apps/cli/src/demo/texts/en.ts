import type { ChangeFault, JudgedChanges } from '../compare/changes.js';
import type { ComparedOutput } from '../compare/comparison.js';
import type { Dates } from '../compare/truth.js';
import type { Pass, Verdict } from '../compare/verdict.js';
import type { MadeEdit } from '../steps/edits.js';
import type { LiveChange } from '../compare/live-changes.js';
import { allDifferences, changeLines, counts, firstLines, hours, table } from './figures.js';

const HELP = `A point of sale, Tillbridge and three kinds of output on this machine, compared cell by cell.

Usage: npm run demo [-- options]

  --once        one pass, compared, and the end; leaves with 0 only when every cell agrees
  --postgres    Tillbridge's own store and the database output on a PostgreSQL of its own
  --speed N     seconds of the point of sale in a second, while it sells live (60)
  -h, --help    this text

Everything lies in var/demo. Ctrl-C ends it.
`;

const EDIT: Readonly<Record<MadeEdit['kind'], (edit: MadeEdit) => string>> = {
  void: ({ id, window }) => `sale ${id} of shop ${window.shop} is voided`,
  refund: ({ id, window, completeTime = '' }) => `sale ${id} of shop ${window.shop} is refunded at ${completeTime}`,
  backdate: ({ id, window, completeTime = '' }) => `sale ${id} of shop ${window.shop} is back-dated to ${completeTime}`,
  deleteShift: ({ id, window }) => `shift ${id} of shop ${window.shop} is deleted`,
};

const FAULT: Readonly<Record<ChangeFault['why'], string>> = {
  unchanged: 'should have changed and did not',
  unasked: 'changed for nothing',
  oldRevision: 'changed, but not at a higher revision',
};

export const en = {
  help: HELP,
  badSpeed: (given: string, most: number) => `--speed is a whole number from 1 to ${most}, not "${given}"`,
  badOption: (reason: string) => `demo: ${reason}\n"npm run demo -- --help" lists the options.`,
  starting: (database: string) =>
    `Starting a simulated Lightspeed R-Series account (three stores, three time zones), a webhook receiver, ${database}, and Tillbridge.`,
  started: ({
    simulator,
    receiver,
    daemon,
  }: Addresses) => `  simulator  ${simulator}; its clock stands at 5 November 2026, 12:00 UTC
  receiver   ${receiver}
  Tillbridge ${daemon}`,
  authorises: '\nConnecting, as the owner of the account does it in a browser:',
  asked: (address: string) => `  Tillbridge asks for access: ${address}`,
  consented: '  the owner clicks "Allow" on the page of the point of sale',
  returned: (address: string) => `  the browser comes back to ${address}; the code is exchanged for tokens there`,
  imports: ({ from, to }: Dates) => `\nImporting ${from} to ${to} of three stores, and delivering to four outputs.`,
  imported: (seconds: string) => `  done in ${seconds} s`,
  repeats: ({ from, to }: Dates) => `\nImporting ${from} to ${to} once more: nothing has changed at the point of sale.`,
  repeated: ({ moved, messages }: Pass['repeated']) =>
    moved.length === 0 && messages === 0
      ? '  nothing was sent, and no cell has moved'
      : `  WRONG: ${moved.length} cells have moved, ${messages} messages were sent`,
  edits: (edits: readonly MadeEdit[]) =>
    `\nThe past changes at the point of sale:${edits.map((edit) => `\n  ${EDIT[edit.kind](edit)}`).join('')}\nImporting both weeks once more.`,
  edited: (outputs: readonly JudgedChanges[], changes: readonly LiveChange[]) =>
    [
      `What has changed (sales, transactions, items, staff hours):${changeLines(changes, 'revision', 'in')}`,
      'Is that exactly what should have?',
      ...outputs.map(({ output, wanted, changed, faults }) => {
        const wrong = faults.map(({ name, why }) => `${name}: ${FAULT[why]}`);
        return `  ${output}: ${changed.length} cells, ${wanted} expected, ${faults.length} wrong${firstLines(wrong)}`;
      }),
    ].join('\n'),
  verdict: ({ truth, compared, edited }: Pass, { good, absent, longDays }: Verdict) => {
    const { totals, kinds } = truth;
    return `
Compared with what the simulator knows, cell by cell:
  sales ${totals.sales}, transactions ${totals.transactions}, items ${totals.items}, staff hours ${hours(totals.staffSeconds)}
  ${longDays} days of 25 hours
  sales: ${counts(kinds.sales)}
  shifts: ${counts(kinds.shifts)}

${outputsTable(compared, edited)}
${firstLines([...allDifferences(compared.first), ...allDifferences(compared.last)])}${
      absent.length === 0 ? '' : `\n  FAILED: the weeks hold none of ${absent.join(', ')}`
    }
${good ? 'Every cell agrees in every output.' : 'THE DEMO FAILED.'}`;
  },
  places: (place: Places) => `
Where everything is:
  settings    ${place.settings}
  store       ${place.store}
  CSV         ${place.tmas} for TMAS, ${place.tally} for analysts
  database    ${place.warehouse}
  log         ${place.log}
  API         ${place.daemon}/api/docs (key: ${place.keyFile})
  metrics     ${place.daemon}/metrics
  health      ${place.daemon}/health/details
  simulator   ${place.simulator}/simulator`,
  tries: (place: Places, sale: string) => `
Try, while the demo runs:
  KEY=$(cat ${place.keyFile})
  curl -s ${place.daemon}/health/ready
  curl -s ${place.daemon}/metrics | grep delivered_watermark
  curl -s -H "Authorization: Bearer $KEY" ${place.daemon}/health/details
  curl -s -H "Authorization: Bearer $KEY" ${place.daemon}/api/v1/connections
  curl -s -H "Authorization: Bearer $KEY" "${place.daemon}/api/v1/tallies?from=2026-11-01&to=2026-11-01&location=0001"
  curl -s ${place.simulator}/simulator/sales/void -d '{"saleID":${sale}}'           # its hour is corrected within a minute
  curl -s ${place.simulator}/simulator/employees/lock -d '{"locked":true}'      # the employee who authorised is gone
  curl -s ${place.simulator}/simulator/employees/lock -d '{"locked":false}'     # and back; docs/simulator.md has more`,
  stays: (place: Places) => `
Tillbridge, the simulator and the receiver have ended with the demo. What they left in var/demo can be looked at:
  npm run tillbridge -- tallies --from 2026-11-01 --to 2026-11-01 --location 0001 --config ${place.settings}
  npm run tillbridge -- deliveries --from 2026-10-29 --to 2026-11-05 --config ${place.settings}`,
  sells: (speed: number) => `
Now the stores sell on: ${speed} seconds there pass in one here, and Tillbridge imports each minute.
Enter lets an hour pass at once. Ctrl-C ends the demo.`,
  changes: (now: string, changes: readonly LiveChange[]) =>
    `\n${now} at the point of sale (sales, transactions, items, staff hours):${changeLines(changes, 'revision', 'in')}`,
  ends: '\nEnding what was started.',
  ended: 'The demo has ended, and everything it started with it.',
  failed: (reason: string, log: string) => `\nTHE DEMO FAILED: ${reason}\nThe log of Tillbridge: ${log}`,
};

export interface Addresses {
  readonly simulator: string;
  readonly receiver: string;
  readonly daemon: string;
}

export interface Places {
  readonly settings: string;
  readonly store: string;
  readonly tmas: string;
  readonly tally: string;
  readonly warehouse: string;
  readonly log: string;
  readonly keyFile: string;
  readonly daemon: string;
  readonly simulator: string;
}

function outputsTable(compared: Pass['compared'], edited: readonly JudgedChanges[]): string {
  const rows = compared.last.map(({ output, cells, differences }: ComparedOutput, at) => [
    output,
    WHAT[output] ?? '',
    String(cells),
    String(compared.first[at]?.differences.length ?? '-'),
    String(edited[at]?.changed.length ?? '-'),
    String(differences.length),
  ]);
  const head = ['output', '', 'cells', 'differences', 'cells edited', 'differences after'];
  return table([head, ...rows]);
}

const WHAT: Readonly<Record<string, string>> = {
  hook: 'signed webhook',
  tmas: 'CSV for TMAS (a repeated hour is one row)',
  analysts: 'CSV for analysts',
  warehouse: 'database',
};
