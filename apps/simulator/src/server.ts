import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerApi } from './api/router.js';
import type { ControlParts } from './control/control.js';
import { answerControl } from './control/control.js';
import { ControlRefusal } from './control/fields.js';
import { refusalOf, spoil } from './faults/answers.js';
import type { Fault } from './faults/faults.js';
import { dependsOnAnswer } from './faults/faults.js';
import { authorize } from './oauth/authorize.js';
import type { AuthorizeSettings } from './oauth/authorize.js';
import { readForm } from './oauth/body.js';
import { methodNotAllowed } from './oauth/failures.js';
import { jwks } from './oauth/secrets.js';
import { answerLegacyToken, answerRevoke, answerToken } from './oauth/token.js';
import { ApiFailure, denied, failure } from './wire/failures.js';

export interface ServerParts extends ControlParts {
  readonly authorizing: AuthorizeSettings;
  /** Origin of the links in answers; the request's own Host when undefined. */
  readonly publicOrigin: string | undefined;
}

interface DatedAnswer extends Answer {
  /** Milliseconds since 1970: the instant of which it tells, and what its Date header shows. */
  readonly at: number;
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
  /** Nothing but ASCII, as every body of the API is: written without looking for longer characters. */
  readonly isAscii?: boolean;
}

const JSON_TYPE = 'application/json';

/** Serves one request from its first byte to its last. */
export async function serve(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = request.method ?? 'GET';
  const address = request.url ?? '/';
  const isControl = address.startsWith('/simulator');
  const faults = isControl ? [] : parts.faults.strike(method, readable(address));
  for (const fault of faults) {
    if (fault.kind === 'slow') await wait(fault.options.delay ?? 1000);
    if (fault.kind === 'reset') {
      note(parts, method, address, 0);
      request.socket.destroy();
      return;
    }
  }
  const body = method === 'GET' ? Buffer.alloc(0) : await readBody(request);
  const answer = parts.clock.hold(() => ({ ...attempt(parts, request, body, faults), at: parts.clock.millis() }));
  if (!isControl) note(parts, method, address, answer.status);
  if (faults.some((fault) => fault.kind === 'loseAnswer')) {
    request.socket.destroy();
    return;
  }
  write(response, method, answer);
}

function note(parts: ServerParts, method: string, address: string, status: number): void {
  parts.log.add({ at: new Date(parts.clock.millis()).toISOString(), method, address, status });
}

function readable(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

function attempt(parts: ServerParts, request: IncomingMessage, body: Buffer, faults: readonly Fault[]): Answer {
  try {
    for (const fault of faults) {
      const refusal = refusalOf(fault);
      if (refusal !== undefined) throw refusal;
    }
    const answer = route(parts, request, body);
    const absolute = originOf(parts, request) + (request.url ?? '/');
    return {
      ...answer,
      body: faults.reduce((text, fault) => spoiled(parts, fault, text, absolute), answer.body),
    };
  } catch (error) {
    if (error instanceof ApiFailure)
      return { status: error.status, headers: { 'Content-Type': JSON_TYPE, ...error.headers }, body: error.body };
    if (error instanceof ControlRefusal) return json(error.status, JSON.stringify({ error: error.message }));
    const told = failure(
      500,
      `simulator defect: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return json(500, told.body);
  }
}

function spoiled(parts: ServerParts, fault: Fault, text: string, absolute: string): string {
  if (!dependsOnAnswer(fault)) return spoil(fault, text, absolute);
  try {
    const changed = spoil(fault, text, absolute);
    if (changed !== text) parts.faults.count(fault);
    return changed;
  } catch (error) {
    parts.faults.count(fault);
    throw error;
  }
}

function json(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'Content-Type': JSON_TYPE, ...headers }, body };
}

/** What links in answers start with: the address that the client itself used, unless one is set. */
function originOf(parts: ServerParts, request: IncomingMessage): string {
  return parts.publicOrigin ?? `http://${request.headers.host ?? 'localhost'}`;
}

function route(parts: ServerParts, request: IncomingMessage, body: Buffer): Answer {
  const address = new URL(request.url ?? '/', originOf(parts, request));
  const { pathname } = address;
  if (pathname.startsWith('/API/')) return answerData(parts, request, address, body);
  if (pathname === '/simulator' || pathname.startsWith('/simulator/')) {
    return json(200, JSON.stringify(answerControl(parts, request.method ?? 'GET', address, readFields(body))));
  }
  return answerOAuth(parts, request, address, body);
}

function answerOAuth(parts: ServerParts, request: IncomingMessage, address: URL, body: Buffer): Answer {
  const form = () => {
    if (request.method !== 'POST') throw methodNotAllowed();
    return readForm(request.headers['content-type'] ?? '', body);
  };
  switch (address.pathname) {
    case '/auth/oauth/authorize':
    case '/oauth/authorize.php': {
      const told = authorize(parts.authorizing, address.searchParams);
      if ('redirect' in told) return { status: 302, headers: { Location: told.redirect }, body: '' };
      return { status: 200, headers: { 'Content-Type': 'text/html; charset=UTF-8' }, body: told.page };
    }
    case '/auth/oauth/token':
      return json(200, answerToken(parts.authorizing, form()));
    case '/oauth/access_token.php':
      return json(200, answerLegacyToken(parts.authorizing, form(), parts.ledger.scenario.account.user));
    case '/auth/oauth/revoke':
      return json(200, answerRevoke(parts.authorizing, form()));
    case '/auth/oauth/introspect':
      return json(200, introspect(parts, request));
    case '/.well-known/jwks':
      return json(200, jwks());
    default:
      return {
        status: 404,
        headers: { 'Content-Type': 'text/html; charset=UTF-8' },
        body: '<html><body>Not Found</body></html>',
      };
  }
}

function introspect(parts: ServerParts, request: IncomingMessage): string {
  const { grant, expires } = parts.grants.admit(bearer(request));
  return JSON.stringify({
    active: true,
    client_id: grant.client,
    scope: [...grant.scopes].join(' '),
    sub: `${grant.employee}`,
    acct: `${grant.account}`,
    exp: expires,
  });
}

function bearer(request: IncomingMessage): string {
  const header = request.headers.authorization;
  if (header === undefined) throw denied('Missing "Authorization" header');
  const text = /^Bearer\s+(\S+)$/i.exec(header)?.[1];
  if (text === undefined) throw denied('Missing "Bearer" token');
  return text;
}

/** Everything below /API: who asks, what it costs, and only then the answer. Headers of the limits stand on failures too. */
function answerData(parts: ServerParts, request: IncomingMessage, address: URL, body: Buffer): Answer {
  const token = parts.grants.admit(bearer(request));
  const accept = request.headers.accept ?? '*/*';
  const wantsJson = /json|\*\/\*/.test(accept) || (address.pathname.endsWith('.json') && !accept.includes('xml'));
  if (!wantsJson) throw failure(406, 'This simulator speaks JSON only.');
  const { client } = parts;
  const headers: Record<string, string> = {
    'X-LS-Acct-Id': `${token.grant.account}`,
    'X-LS-OAuth-Client-Id': `${client.number}`,
  };
  try {
    const text = answerApi(parts.ledger, {
      method: request.method ?? 'GET',
      path: address.pathname,
      parameters: address.searchParams,
      origin: address.origin,
      body,
      token,
      clientNumber: client.number,
      charge: (cost) =>
        Object.assign(headers, parts.rates.charge(`${token.grant.account} ${token.grant.client}`, cost)),
    });
    return { ...json(200, text, headers), isAscii: true };
  } catch (error) {
    if (error instanceof ApiFailure) throw new ApiFailure(error.status, error.body, { ...headers, ...error.headers });
    throw error;
  }
}

function readFields(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new ControlRefusal(400, 'the body is no valid JSON');
  }
  if (typeof value !== 'object' || value === null) throw new ControlRefusal(400, 'the body must be a JSON object');
  return { ...value };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function wait(millis: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, millis).unref();
  });
}

let ray = 0x3afe6bf0;

function write(response: ServerResponse, method: string, answer: DatedAnswer): void {
  ray += 1;
  response.sendDate = false;
  const encoding = answer.isAscii === true ? 'latin1' : 'utf8';
  response.writeHead(answer.status, {
    ...answer.headers,
    'Content-Length': Buffer.byteLength(answer.body, encoding),
    'Cf-Ray': `${ray.toString(16)}3de43fdd-YUL`,
    Date: new Date(answer.at).toUTCString(),
  });
  response.end(method === 'HEAD' ? '' : answer.body, encoding);
}
