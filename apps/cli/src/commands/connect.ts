import { instantText, MINUTE, problemError, problemOf, TillbridgeError } from '@tillbridge/domain';
import { HostService } from '@tillbridge/host';
import { Authorizer, type AuthorizationOrder, type Candidate, PATIENCE } from '@tillbridge/oauth';
import type { ConnectionSettings } from '@tillbridge/settings';
import { isSet, textOf } from '../arguments.js';
import { authorOf } from '../author.js';
import type { Arguments, Command, Outcome, Values } from '../command.js';
import { accountText, confirm } from '../connect/confirm.js';
import { finishedByDaemon, leadsToDaemon } from '../connect/await-daemon.js';
import { candidateFromBrowser, candidateFromPrompt, type Errand } from '../connect/return.js';
import { CLI_PROBLEMS } from '../problems.js';
import type { Invocation } from '../invocation.js';
import {
  type Account,
  accountBehind,
  AuthorizationService,
  connectionNamed,
  orderOf,
  pastedQuery,
} from '@tillbridge/admin';

export const connect: Command = {
  name: 'connect',
  options: {
    url: { type: 'string' },
    listen: { type: 'boolean' },
    certificate: { type: 'string' },
    yes: { type: 'boolean' },
    'another-account': { type: 'boolean' },
  },
  words: { least: 1, most: 1 },
  run: runConnect,
};

async function runConnect({ words: [id = ''], values }: Arguments, invocation: Invocation): Promise<Outcome> {
  const { settings, registry } = await invocation.settings();
  const connection = connectionNamed(settings, id);
  const isAnswered = textOf(values, 'url') !== null || isSet(values, 'listen');
  // Refused before a code is used up: nobody could answer the question afterwards.
  if (isAnswered && !isSet(values, 'yes') && !invocation.canAsk)
    throw problemError(CLI_PROBLEMS, 'connect.nobody_to_ask');
  const { context } = await invocation.application(`connect ${id}`);
  const startedBy = `command line, user ${process.getuid?.() ?? 'unknown'}`;
  const named = await orderOf(connection, { registry, settings, host: context.get(HostService), startedBy });
  const order = { ...named, anotherAccount: isSet(values, 'another-account') };
  const authorizer = context.get(Authorizer);
  const candidate = await candidateFor(order, values, invocation, authorizer);
  if ('text' in candidate) return candidate;
  return settle(candidate, { order, connection, authorizer, values, invocation });
}

/** The pair that somebody fetches from the POS; the link alone, as an outcome, where nobody can be waited for. */
async function candidateFor(
  order: AuthorizationOrder,
  values: Values,
  invocation: Invocation,
  authorizer: Authorizer,
): Promise<Candidate | Outcome> {
  const pasted = textOf(values, 'url');
  if (pasted !== null) return authorizer.finish(order, pastedQuery(pasted, order, null), invocation.io.signal);
  const { connect: said } = invocation.messages;
  const begun = await authorizer.begin(order);
  const { scopes } = order.authorization;
  const lines = [...said.checklist({ redirectUri: order.redirectUri, scopes }), '', said.open, begun.url, ''];
  const { server } = (await invocation.settings()).settings;
  const daemonFinishes = !isSet(values, 'listen') && leadsToDaemon(order, server.publicUrl);
  // A script that reads JSON wants the link now; the daemon finishes the authorisation all the same.
  if (!isSet(values, 'listen') && (invocation.json || !(daemonFinishes || invocation.canAsk)))
    return linkOnly(order, begun, { text: lines.join('\n'), invocation });
  invocation.note(lines.join('\n'));
  const errand = { authorizer, order, begun, invocation };
  if (daemonFinishes) return throughDaemon(errand);
  return isSet(values, 'listen')
    ? candidateFromBrowser(errand, textOf(values, 'certificate'))
    : candidateFromPrompt(errand, invocation.io.signal);
}

/** Waits for the daemon to finish it, or for a person to paste the address where none runs. */
async function throughDaemon(errand: Errand): Promise<Candidate | Outcome> {
  const { invocation, order } = errand;
  const { connect: said } = invocation.messages;
  invocation.note(said.daemonFinishes);
  if (invocation.canAsk) invocation.note(said.withoutDaemon);
  const ended = new AbortController();
  const signal = AbortSignal.any([invocation.io.signal, ended.signal]);
  const ways = [
    finishedByDaemon(errand, signal),
    ...(invocation.canAsk ? [candidateFromPrompt(errand, signal)] : []),
  ] as const;
  try {
    const way = await Promise.race(ways);
    if ('ticket' in way) return way;
    const [first, ...rest] = way;
    if (first !== undefined) throw new TillbridgeError([first, ...rest]);
    const { connection } = order;
    return { text: said.savedByDaemon(connection), data: { connection, saved: true }, findings: [] };
  } finally {
    ended.abort();
    await Promise.allSettled(ways);
  }
}

function linkOnly(
  { connection, redirectUri }: AuthorizationOrder,
  { url, expiresAt }: { readonly url: string; readonly expiresAt: number },
  { text, invocation }: { readonly text: string; readonly invocation: Invocation },
): Outcome {
  const problem = problemOf(CLI_PROBLEMS, 'connect.not_finished', { connection, minutes: PATIENCE / MINUTE });
  return {
    text,
    data: { connection, saved: false, authorizeUrl: url, redirectUri, expiresAt: instantText(expiresAt) },
    findings: [invocation.findingOf.problem(problem)],
  };
}

interface Settling {
  readonly order: AuthorizationOrder;
  readonly connection: ConnectionSettings;
  readonly authorizer: Authorizer;
  readonly values: Values;
  readonly invocation: Invocation;
}

/** Shows whose account it is, has it confirmed and saves the pair; on any other way out the pair is forgotten. */
async function settle(candidate: Candidate, settling: Settling): Promise<Outcome> {
  const { order, connection, authorizer, values, invocation } = settling;
  const { id } = connection;
  const { signal } = invocation.io;
  const { context, store } = await invocation.application(`connect ${id}`);
  let account: Account;
  try {
    account = await accountBehind(candidate, connection, { host: context.get(HostService), store, signal });
    invocation.note(accountText(candidate, account, { connection, invocation }));
    const consent = { yes: isSet(values, 'yes'), anotherAccount: isSet(values, 'another-account') };
    await confirm(account, consent, { connection, invocation });
    await authorizer.adopt(order, candidate);
  } catch (error) {
    await authorizer.drop(order, candidate);
    throw error;
  }
  const { scopes } = candidate;
  await context.get(AuthorizationService).remember(id, { scopes, shops: account.shops }, authorOf());
  return {
    text: invocation.messages.connect.saved(id),
    data: { connection: id, saved: true, scopes, shops: account.shops, checks: account.items },
    findings: [],
  };
}
