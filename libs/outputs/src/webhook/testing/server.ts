import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What it says is meant for. */
  readonly data: { readonly location: string; readonly date: string; readonly revision: number };
}

export interface TestServer {
  readonly url: string;
  /** Every request that came in whole, in order of arrival. */
  readonly received: readonly Received[];
  [Symbol.asyncDispose](): Promise<void>;
}

export type Answer = (request: Received, response: ServerResponse, count: number) => unknown;

/** A real HTTP server on a free port of this machine. */
export async function serve(answer: Answer): Promise<TestServer> {
  const received: Received[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const one = await read(request);
    received.push(one);
    await answer(one, response, received.length);
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/tmas`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers each request with the next status; the last one stays. */
export function statuses(...list: readonly number[]): Answer {
  return (_request, response, count) => response.writeHead(list[count - 1] ?? list.at(-1) ?? 200).end();
}

/** An address where nobody listens. */
export async function deadAddress(): Promise<string> {
  await using server = await serve(() => undefined);
  return server.url;
}

async function read(request: IncomingMessage): Promise<Received> {
  const body = Buffer.concat(await request.toArray()).toString('utf8');
  const { data } = JSON.parse(body || '{}') as { data?: Received['data'] };
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers,
    body,
    data: data ?? { location: '', date: '', revision: 0 },
  };
}
