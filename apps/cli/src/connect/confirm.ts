import { problemError } from '@tillbridge/domain';
import type { Candidate } from '@tillbridge/oauth';
import { sayEvidence } from '@tillbridge/plugin-kit';
import type { ConnectionSettings } from '@tillbridge/settings';
import { CLI_PROBLEMS } from '../problems.js';
import { findingText } from '../report/findings.js';
import { tableText } from '../report/table.js';
import type { Invocation } from '../invocation.js';
import { ADMIN_PROBLEMS, type Account, shopText } from '@tillbridge/admin';

export interface Consent {
  /** Saves what is shown without a question. */
  readonly yes: boolean;
  /** Another account may take the connection over. */
  readonly anotherAccount: boolean;
}

/** What was granted, for a person to look at. */
export function accountText(
  { scopes }: Pick<Candidate, 'scopes'>,
  { items, shops }: Account,
  { connection, invocation }: { readonly connection: ConnectionSettings; readonly invocation: Invocation },
): string {
  const { check, connect: said } = invocation.messages;
  const locationOf = new Map(connection.locations.map(({ posId, locationId }) => [posId, locationId]));
  const rows = shops.map(({ posId, name, timeZone }) => [
    posId,
    name,
    timeZone ?? '-',
    locationOf.get(posId) ?? said.notMapped,
  ]);
  const width = Math.max(...items.map(({ capability }) => check.capabilities[capability].length));
  const lines = items.map((item) => {
    const { capability, status, cause } = item;
    const evidence = sayEvidence(item, invocation.language);
    const line = `  ${check.capabilities[capability].padEnd(width)}  ${check[status].padEnd(6)}  ${evidence}`.trimEnd();
    return cause === undefined ? line : `${line}\n  ${findingText(invocation.findingOf.cause(cause)).trimEnd()}`;
  });
  const unknown = connection.locations
    .map(({ posId }) => posId)
    .filter((id) => !shops.some(({ posId }) => posId === id));
  return [
    said.granted,
    ...lines,
    `  ${said.scopes(scopes)}`,
    shops.length === 0 ? said.noShops : tableText(said.header, rows).trimEnd(),
    ...(unknown.length === 0 || shops.length === 0 ? [] : [said.unknownShops(unknown)]),
  ].join('\n');
}

/**
 * A pair is saved only when a person agrees, and another account takes a connection over only when a person agrees to
 * just that: `--yes` was said before anybody knew.
 *
 * @throws TillbridgeError `connect.declined`, `connect.account_differs`
 */
export async function confirm(
  account: Account,
  { yes, anotherAccount }: Consent,
  { connection: { id }, invocation }: { readonly connection: ConnectionSettings; readonly invocation: Invocation },
): Promise<void> {
  const said = invocation.messages.connect;
  if (account.otherThan !== null && !anotherAccount) {
    const [shops, known] = [account.shops.map(shopText).join(', ') || '-', account.otherThan.join(', ')];
    if (yes) throw problemError(ADMIN_PROBLEMS, 'connect.account_differs', { connection: id, shops, known });
    invocation.note(said.otherAccount(shops, known));
    await agreed(said.switchAccount(id), id, invocation);
    return;
  }
  if (!yes) await agreed(said.save(id), id, invocation);
}

async function agreed(question: string, connection: string, invocation: Invocation): Promise<void> {
  const answer = await invocation.ask(question);
  if (answer === null || !invocation.messages.connect.yes.test(answer))
    throw problemError(CLI_PROBLEMS, 'connect.declined', { connection });
}
