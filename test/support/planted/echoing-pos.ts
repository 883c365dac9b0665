import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, echoOf, type Heard, type PosFault, spoilt } from './echoes.ts';
import type { Canaries } from './canaries.ts';

/** Which requests it strikes. */
export type PosDoor = 'api' | 'token' | 'revoke';

/**
 * A POS that repeats secrets wherever it can, in front of a simulator. Every token, code and verifier that passes is
 * planted, and every record carries a customer that nobody asked for.
 */
export class EchoingPos {
  /** Requests that a fault struck. */
  struck = 0;
  private readonly faults = new Map<PosDoor, PosFault>();

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
    private readonly canaries: Canaries,
    private readonly customer: Readonly<Record<string, string>>,
  ) {}

  static async open(target: string, canaries: Canaries): Promise<EchoingPos> {
    const customer = {
      firstName: canaries.plain('customer’s first name'),
      lastName: canaries.plain('customer’s last name'),
      email: `${canaries.plain('customer’s address')}@example.com`,
      employee: canaries.plain('employee’s name'),
      note: canaries.plain('note of a sale'),
    };
    const server = createServer();
    const pos = new EchoingPos(server, new URL(target), canaries, customer);
    server.on('request', (request, response) => {
      void pos.serve(request, response).catch(() => request.socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return pos;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** null: it works again. */
  fail(door: PosDoor, fault: PosFault | null): void {
    this.struck = 0;
    if (fault === null) this.faults.delete(door);
    else this.faults.set(door, fault);
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat((await request.toArray()) as Buffer[]).toString();
    const heard = { method: request.method ?? 'GET', url: request.url ?? '/', headers: request.headers, body };
    this.plantSent(heard);
    const door = doorOf(heard.url);
    const fault = door === null ? undefined : this.faults.get(door);
    if (fault !== undefined) this.struck += 1;
    if (fault === 'cut') return void request.socket.destroy();
    const { status, headers, text } = await this.answerTo(heard, door, fault);
    response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(text)) });
    response.end(text);
  }

  private async answerTo(heard: Heard, door: PosDoor | null, fault: PosFault | undefined): Promise<Answer> {
    const echo = fault === undefined ? null : echoOf(fault, heard);
    if (echo !== null) return echo;
    const answer = await this.forward(heard);
    if (door === 'token') this.plantGiven(answer.text);
    if (door !== 'api') return answer;
    return { ...answer, text: spoilt(this.withCustomers(answer.text, fault), heard, fault) };
  }

  private plantSent({ headers, body }: Heard): void {
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    if (token !== undefined) this.plantToken('access token', token);
    for (const [name, value] of new URLSearchParams(body)) {
      if (['code', 'code_verifier', 'refresh_token', 'client_secret', 'token'].includes(name)) {
        this.plantToken(name.replaceAll('_', ' '), value);
      }
    }
  }

  private plantGiven(text: string): void {
    for (const [, name, value] of text.matchAll(/"(access_token|refresh_token)":"([^"]+)"/g)) {
      this.plantToken(String(name).replaceAll('_', ' '), String(value));
    }
  }

  /** Plants a token. Of a JWT only what follows its header, which is the same in each of them. */
  private plantToken(name: string, token: string): void {
    const parts = token.split('.');
    for (const part of parts.length === 3 ? parts.slice(1) : parts) {
      if (part.length >= 16) this.canaries.plant(name, part);
    }
  }

  private forward({ method, url, headers, body }: Heard) {
    return new Promise<Answer>((resolve, reject) => {
      const { hostname, port } = this.target;
      const sent = httpRequest({
        hostname,
        port,
        method,
        path: url,
        headers: { ...headers, 'accept-encoding': 'identity' },
      });
      sent.once('error', reject);
      sent.once('response', (answer) => {
        answer.toArray().then(
          (chunks: unknown[]) =>
            resolve({
              status: answer.statusCode ?? 502,
              headers: answer.headers,
              text: Buffer.concat(chunks as Buffer[]).toString(),
            }),
          reject,
        );
      });
      sent.end(body);
    });
  }

  private withCustomers(text: string, fault: PosFault | undefined): string {
    const { firstName, lastName, email, employee, note } = this.customer;
    const contact = { custom: note, Emails: { ContactEmail: { address: email } } };
    const spoilt = fault === 'unreadable' ? '"completeTime":"yesterday","total":"much",' : '';
    const customer = JSON.stringify({ firstName, lastName, Contact: contact });
    return text
      .replaceAll('{"saleID":', `{"Customer":${customer},"Note":{"note":"${note}"},${spoilt}"saleID":`)
      .replaceAll(/"(firstName|lastName|employeeName)":"[^"]*"/g, `"$1":"${employee}"`)
      .replaceAll(
        '{"employeeHoursID":',
        `{"Employee":{"firstName":"${employee}","lastName":"${lastName}"},"employeeHoursID":`,
      );
  }
}

function doorOf(url: string): PosDoor | null {
  if (url.startsWith('/API/')) return 'api';
  if (url.startsWith('/auth/oauth/token')) return 'token';
  return url.startsWith('/auth/oauth/revoke') ? 'revoke' : null;
}
