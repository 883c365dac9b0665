import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A receiver of webhooks that keeps what it was sent and, told to fail, repeats all of it, headers included. */
export class EchoingReceiver {
  /** Of its answers in turn, over and over. */
  statuses: readonly number[] = [204];
  private answered = 0;
  readonly bodies: string[] = [];

  private constructor(private readonly server: Server) {}

  static async open(): Promise<EchoingReceiver> {
    const server = createServer();
    const receiver = new EchoingReceiver(server);
    server.on('request', (request, response) => {
      void receiver.take(request, response).catch(() => request.socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.bodies.push(Buffer.concat((await request.toArray()) as Buffer[]).toString());
    const { url = '', headers } = request;
    const lines = Object.entries(headers).map(([name, value]) => `${name} is ${String(value)}`);
    const location = `/elsewhere?${new URLSearchParams({ url, ...(headers as Record<string, string>) }).toString()}`;
    const status = this.statuses[this.answered++ % this.statuses.length] ?? 204;
    response.writeHead(status, status >= 300 && status < 400 ? { location } : {});
    response.end(status < 300 ? '' : `${url} ${lines.join(' ')} ${JSON.stringify(headers)}`);
  }
}
