import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface FakeAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A POS on loopback that answers what a test tells it to, path by path, each answer once and the last one for ever. */
export class FakePos {
  readonly received: Received[] = [];
  private readonly script = new Map<string, FakeAnswer[]>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakePos> {
    const server = createServer();
    const pos = new FakePos(server);
    server.on('request', (request, response) => void pos.serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return pos;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  answer(path: string, ...answers: readonly FakeAnswer[]): void {
    this.script.set(path, [...answers]);
  }

  paths(): string[] {
    return this.received.map(({ path }) => path);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await request.toArray()).map(String).join('');
    const path = new URL(request.url ?? '/', 'http://pos').pathname;
    const { method = '', headers } = request;
    this.received.push({ method, path, authorization: headers.authorization, headers, body });
    const answers = this.script.get(path) ?? [{ status: 404, body: { error: 'unscripted' } }];
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    response.writeHead(answer?.status ?? 200, { 'content-type': 'application/json', ...answer?.headers });
    const { body: said = {} } = answer ?? {};
    response.end(typeof said === 'string' ? said : JSON.stringify(said));
  }
}
