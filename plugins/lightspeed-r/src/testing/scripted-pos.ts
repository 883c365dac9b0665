import { CauseError, type PosRequest, type PosResponse } from '@tillbridge/plugin-kit';
import { classify } from '../failure.js';
import type { Context } from '../pages.js';

export const API = 'https://pos.example/API/V3';

/** What the script answers: an object becomes JSON, text goes out as it is. */
export interface Scripted {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A host's end of the line in memory: asks the script, classifies failures, remembers what was asked. */
export function scriptedPos(
  script: (url: URL, nth: number) => Scripted,
  settings: Readonly<Record<string, unknown>> = {},
) {
  const asked: PosRequest[] = [];
  const abort = new AbortController();
  const context: Context = {
    settings: { apiUrl: API, clientId: 'cid', clientSecret: 'secret', accountId: '990001', ...settings },
    connection: { id: 'acme', scopes: [] },
    signal: abort.signal,
    request: async (request) => {
      asked.push(request);
      const { status = 200, headers = {}, body } = script(new URL(request.url), asked.length);
      const response: PosResponse = { status, headers, text: typeof body === 'string' ? body : JSON.stringify(body) };
      await Promise.resolve();
      if (status >= 400) throw new CauseError(classify(response, request));
      return response;
    },
    log: () => undefined,
  };
  return { context, asked, abort };
}

export function aList(key: string, rows: unknown, next = ''): Readonly<Record<string, unknown>> {
  return { '@attributes': { next, previous: '' }, ...(rows === undefined ? {} : { [key]: rows }) };
}

export async function collect<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of iterable) all.push(one);
  return all;
}
