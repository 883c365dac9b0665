import type { Simulator } from '../simulator.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A plain client of a simulator that has been let in. */
export interface Visitor {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Asks below the account: `Sale.json?completed=true`. */
  get(path: string): Promise<Answer>;
  /** Asks an absolute address, such as a `next` link. */
  follow(address: string): Promise<Answer>;
  send(method: string, path: string, body?: unknown): Promise<Answer>;
}

export async function letIn(simulator: Simulator, scope?: string): Promise<Visitor> {
  const first = simulator.issueRefreshToken(scope);
  const answer = await postToken(simulator, { grant_type: 'refresh_token', refresh_token: first });
  const { access_token: accessToken, refresh_token: refreshToken } = JSON.parse(answer.text) as Record<string, string>;
  return visitorWith(simulator, accessToken ?? '', refreshToken ?? '');
}

export function visitorWith(simulator: Simulator, accessToken: string, refreshToken = ''): Visitor {
  const headers = { Authorization: `Bearer ${accessToken}` };
  const below = `${simulator.apiUrl}/Account/${simulator.accountId}/`;
  return {
    accessToken,
    refreshToken,
    get: (path) => ask(below + path, { headers }),
    follow: (address) => ask(address, { headers }),
    send: (method, path, body) =>
      ask(below + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
  };
}

/** Posts a form to the token endpoint with the simulator's own client, unless other fields are given. */
export function postToken(simulator: Simulator, fields: Record<string, string>): Promise<Answer> {
  const form = { client_id: simulator.clientId, client_secret: simulator.clientSecret, ...fields };
  return ask(`${simulator.authUrl}/token`, { method: 'POST', body: new URLSearchParams(form) });
}

export async function ask(address: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(address, { redirect: 'manual', ...init });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** The records of a list under their name: nothing, one or many. */
export function recordsOf(text: string, name: string): Record<string, string>[] {
  const value: unknown = (JSON.parse(text) as Record<string, unknown>)[name];
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]) as Record<string, string>[];
}

export function nextOf(text: string): string {
  const attributes = (JSON.parse(text) as Record<string, Record<string, string>>)['@attributes'];
  return attributes?.['next'] ?? '';
}

/** Walks a list to its end by its `next` links. */
export async function readAll(visitor: Visitor, path: string, name: string): Promise<Record<string, string>[]> {
  const all: Record<string, string>[] = [];
  let answer = await visitor.get(path);
  for (;;) {
    if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.text}`);
    all.push(...recordsOf(answer.text, name));
    const next = nextOf(answer.text);
    if (next === '') return all;
    answer = await visitor.follow(next);
  }
}
