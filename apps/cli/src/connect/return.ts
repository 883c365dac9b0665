import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { MINUTE, problemError, TillbridgeError } from '@tillbridge/domain';
import {
  type AuthorizationOrder,
  type Authorizer,
  type Begun,
  callbackStatus,
  type Candidate,
  isStray,
  PATIENCE,
} from '@tillbridge/oauth';
import { CLI_PROBLEMS } from '../problems.js';
import { findingText } from '../report/findings.js';
import type { Invocation } from '../invocation.js';
import { listenFor, type Page } from './listen.js';
import { pastedQuery } from '@tillbridge/admin';

/** One request that is on its way, and who carries it. */
export interface Errand {
  readonly authorizer: Authorizer;
  readonly order: AuthorizationOrder;
  readonly begun: Begun;
  readonly invocation: Invocation;
}

/** Asks for the address until one can be used, or until the request itself is over. */
export async function candidateFromPrompt(errand: Errand, signal: AbortSignal): Promise<Candidate> {
  const { authorizer, order, begun, invocation } = errand;
  invocation.note(invocation.messages.connect.howToPaste);
  for (;;) {
    const text = await invocation.ask(invocation.messages.connect.paste, signal);
    if (text === null) throw problemError(CLI_PROBLEMS, 'connect.declined', { connection: order.connection });
    try {
      return await authorizer.finish(order, pastedQuery(text, order, begun), signal);
    } catch (error) {
      const isOver = (await authorizer.connectionOf(begun.state)) === null;
      if (isOver || !(isStray(error) || isMispasted(error)) || !(error instanceof TillbridgeError)) throw error;
      for (const problem of error.problems) invocation.io.err(findingText(invocation.findingOf.problem(problem)));
    }
  }
}

function isMispasted(error: unknown): boolean {
  return error instanceof TillbridgeError && error.code === 'connect.address_foreign';
}

/** Waits at the redirect address. A callback that is none of ours is turned away and the wait goes on. */
export async function candidateFromBrowser(errand: Errand, certificateFile: string | null): Promise<Candidate> {
  const { order, invocation } = errand;
  const said = invocation.messages.connect;
  const arrived = Promise.withResolvers<Candidate>();
  arrived.promise.catch(() => undefined);
  const listener = await listenFor({
    redirectUri: order.redirectUri,
    certificate: certificateFile === null ? null : certificateIn(invocation.path(certificateFile)),
    language: invocation.language,
    elsewhere: said.page,
    onCallback: (query) => answerTo(query, errand, arrived),
  });
  const ended = new AbortController();
  try {
    invocation.note(said.listening(order.redirectUri));
    return await Promise.race([arrived.promise, nobody(errand, ended.signal)]);
  } finally {
    ended.abort();
    await listener.close();
  }
}

async function answerTo(
  query: URLSearchParams,
  { authorizer, order, invocation }: Errand,
  arrived: PromiseWithResolvers<Candidate>,
): Promise<Page> {
  const { page } = invocation.messages.connect;
  try {
    arrived.resolve(await authorizer.finish(order, query, invocation.io.signal));
    return { status: callbackStatus(null), title: page.done, paragraphs: [page.back] };
  } catch (error) {
    if (!isStray(error)) arrived.reject(error);
    if (!(error instanceof TillbridgeError)) return { status: 500, title: page.failed, paragraphs: [] };
    const findings = error.problems.map((problem) => invocation.findingOf.problem(problem));
    return {
      status: callbackStatus(error.code),
      title: page.failed,
      paragraphs: findings.flatMap(({ code, what, fix }) => [`${code}: ${what}`, fix]),
    };
  }
}

async function nobody({ order, invocation }: Errand, ended: AbortSignal): Promise<never> {
  const { signal, pause } = invocation.io;
  await pause(PATIENCE, AbortSignal.any([signal, ended]));
  const parameters = { connection: order.connection, minutes: PATIENCE / MINUTE };
  throw problemError(CLI_PROBLEMS, 'connect.nobody_came', parameters);
}

function certificateIn(file: string): Buffer {
  try {
    const certificate = readFileSync(file);
    createSecureContext({ key: certificate, cert: certificate });
    return certificate;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw problemError(CLI_PROBLEMS, 'connect.certificate_unusable', { file, reason }, { cause: error });
  }
}
