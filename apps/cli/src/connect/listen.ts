import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import { problemError } from '@tillbridge/domain';
import { callbackPage, PAGE_HEADERS } from '@tillbridge/oauth';
import { CLI_PROBLEMS } from '../problems.js';

/** What the browser is shown. */
export interface Page {
  readonly status: number;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

export interface ListenOptions {
  readonly redirectUri: string;
  /** PEM with certificate and private key; for an HTTPS address. */
  readonly certificate: Buffer | null;
  readonly language: 'en' | 'fr';
  /** Shown for anything that is not the callback. */
  readonly elsewhere: { readonly unused: string; readonly onlyGet: string };
  readonly onCallback: (query: URLSearchParams) => Promise<Page>;
}

export interface Listener {
  close(): Promise<void>;
}

const LOOPBACK = ['127.0.0.1', '::1'];

/**
 * Takes callbacks at the redirect address, on this machine only. Another path, method or host name is turned away: a page
 * elsewhere may let a name of its own lead here.
 *
 * @throws TillbridgeError `connect.cannot_listen`, `connect.certificate_missing`, `connect.port_refused`
 */
export async function listenFor(options: ListenOptions): Promise<Listener> {
  const { redirectUri, certificate } = options;
  const address = new URL(redirectUri);
  if (!isLoopback(address)) throw problemError(CLI_PROBLEMS, 'connect.cannot_listen', { redirectUri });
  const isSecure = address.protocol === 'https:';
  if (isSecure && certificate === null)
    throw problemError(CLI_PROBLEMS, 'connect.certificate_missing', { redirectUri });
  const answer = (request: IncomingMessage, response: ServerResponse): void =>
    void pageFor(request, address, options).then((page) => write(response, page, options.language));
  const port = Number(address.port === '' ? (isSecure ? 443 : 80) : address.port);
  // "localhost" may mean either of the two to the browser; a literal address means itself.
  const hosts = address.hostname.endsWith('localhost') ? LOOPBACK : [address.hostname.replaceAll(/[[\]]/g, '')];
  const servers: Connections[] = [];
  try {
    for (const host of hosts) {
      const server =
        isSecure && certificate !== null
          ? createHttpsServer({ key: certificate, cert: certificate }, answer)
          : createHttpServer(answer);
      const connections = new Connections(server);
      if (await opened(server, { host, port, isOptional: servers.length > 0 })) servers.push(connections);
    }
  } catch (error) {
    await closeAll(servers);
    const reason = error instanceof Error ? error.message : String(error);
    throw problemError(CLI_PROBLEMS, 'connect.port_refused', { address: address.host, reason }, { cause: error });
  }
  return { close: () => closeAll(servers) };
}

async function closeAll(servers: readonly Connections[]): Promise<void> {
  await Promise.all(servers.map((server) => server.close()));
}

function isLoopback({ hostname }: URL): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

async function pageFor(
  request: IncomingMessage,
  address: URL,
  { elsewhere, onCallback }: ListenOptions,
): Promise<Page> {
  const url = URL.parse(request.url ?? '', address.origin);
  if (request.headers.host !== address.host || url?.pathname !== address.pathname)
    return { status: request.headers.host === address.host ? 404 : 400, title: elsewhere.unused, paragraphs: [] };
  if (request.method !== 'GET') return { status: 405, title: elsewhere.onlyGet, paragraphs: [] };
  return onCallback(url.searchParams);
}

function write(response: ServerResponse, { status, title, paragraphs }: Page, language: 'en' | 'fr'): void {
  response.writeHead(status, { ...PAGE_HEADERS, connection: 'close', ...(status === 405 ? { allow: 'GET' } : {}) });
  response.end(callbackPage(title, paragraphs, language));
}

/** False where the second address of localhost does not exist on this machine. */
function opened(
  server: Server,
  { host, port, isOptional }: { readonly host: string; readonly port: number; readonly isOptional: boolean },
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (isOptional && (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT')) resolve(false);
      else reject(error);
    });
    server.listen(port, host, () => resolve(true));
  });
}

/**
 * A page that is on its way is finished first. Browsers hold connections ready that they never use, which would keep the
 * server open.
 */
class Connections {
  private readonly sockets = new Set<Socket>();
  private readonly pages = new Set<Promise<void>>();

  constructor(private readonly server: Server) {
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
    server.on('request', (_: IncomingMessage, response: ServerResponse) => {
      const page = new Promise<void>((resolve) => {
        response.once('close', resolve);
      });
      void page.then(() => this.pages.delete(page));
      this.pages.add(page);
    });
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.server.close(() => resolve());
    });
    await Promise.all(this.pages);
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}
