import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CannedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What happens to one request on the way. */
export type Fault =
  | { readonly kind: 'answer'; readonly answer: CannedAnswer }
  | { readonly kind: 'rewrite'; readonly rewrite: (body: string) => string }
  | { readonly kind: 'reset' }
  | { readonly kind: 'hang' };

export interface ProxiedRequest {
  readonly url: URL;
  readonly token: string | undefined;
}

/**
 * A proxy in front of the POS that can be made to fail. Links in answers lead back to it, because the Host header is
 * passed on.
 */
export interface FaultyLine {
  readonly origin: string;
  /** Every request since the last `mend`. */
  readonly seen: readonly ProxiedRequest[];
  /** Asked for each request; `nth` counts from 1 the requests since `break` that `when` answered true for. */
  break(when: (url: URL) => boolean, fault: (nth: number) => Fault | undefined): void;
  mend(): void;
  stop(): Promise<void>;
}

/** A parameter by which the line tells made-up pages apart; it never reaches the POS. */
export const PAGE_PARAMETER = 'suitePage';
const PAGE_PARAMETER_AND_VALUE = new RegExp(`([?&])${PAGE_PARAMETER}=\\d+(&|$)`);

export async function startFaultyLine(upstream: string): Promise<FaultyLine> {
  let seen: ProxiedRequest[] = [];
  let choose: (url: URL) => Fault | undefined = () => undefined;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', origin);
    seen.push({ url, token: request.headers.authorization });
    const fault = choose(url);
    if (fault?.kind === 'reset') request.socket.destroy();
    else if (fault?.kind === 'answer') answer(response, fault.answer);
    else if (fault?.kind !== 'hang') pass(request, response, upstream, fault?.rewrite);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    origin,
    get seen() {
      return seen;
    },
    break(when, fault) {
      let nth = 0;
      choose = (url) => (when(url) ? fault(++nth) : undefined);
    },
    mend() {
      seen = [];
      choose = () => undefined;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(response: ServerResponse, canned: CannedAnswer): void {
  response.writeHead(canned.status, { 'content-type': 'application/json', ...canned.headers });
  response.end(canned.body);
}

function pass(
  request: IncomingMessage,
  response: ServerResponse,
  upstream: string,
  rewrite: ((body: string) => string) | undefined,
): void {
  const target = new URL((request.url ?? '/').replace(PAGE_PARAMETER_AND_VALUE, '$1').replace(/[?&]$/, ''), upstream);
  const onward = httpRequest(target, { method: request.method ?? 'GET', headers: request.headers }, (incoming) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const { 'content-length': _, 'transfer-encoding': __, ...headers } = incoming.headers;
      response.writeHead(incoming.statusCode ?? 502, headers);
      response.end(rewrite === undefined ? body : rewrite(body));
    });
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
