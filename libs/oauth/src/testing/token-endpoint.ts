import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { OAuth2Description } from '@tillbridge/plugin-kit';

export interface TokenReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is; undefined closes the connection without an answer. */
  readonly body?: unknown;
  /** The pair has been handed out, but the answer never arrives. */
  readonly lost?: boolean;
}

/**
 * A token endpoint on loopback that rotates: each refresh hands out `access-N` and `refresh-N`. Like a strict POS it
 * takes only the newest refresh token, or the one before it as long as the newest access token was never used.
 */
export class TokenEndpoint {
  readonly forms: Readonly<Record<string, string>>[] = [];
  readonly types: (string | undefined)[] = [];
  private readonly replies: TokenReply[] = [];
  private readonly valid = new Set(['first']);
  private turn = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<TokenEndpoint> {
    const server = createServer();
    const endpoint = new TokenEndpoint(server);
    server.on('request', (request, response) => {
      void request.toArray().then((chunks: unknown[]) => {
        endpoint.types.push(request.headers['content-type']);
        const reply = endpoint.reply(Object.fromEntries(new URLSearchParams(chunks.map(String).join(''))));
        if (reply.body === undefined || reply.lost === true) return request.socket.destroy();
        response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
        return response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return endpoint;
  }

  get description(): OAuth2Description {
    const url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return {
      type: 'oauth2',
      authorizeUrl: `${url}/authorize`,
      tokenUrl: `${url}/token`,
      clientId: 'id',
      clientSecret: 'client-s3cret',
      scopes: ['read'],
      pkce: true,
      firstRefreshToken: 'first',
      rotatesRefreshTokens: true,
      revokedWhen: [{ status: 400, error: 'invalid_grant' }],
    };
  }

  /** What is answered next, instead of a pair. */
  next(...replies: readonly TokenReply[]): void {
    this.replies.push(...replies);
  }

  /** These refresh tokens are good from now on, and no others. */
  accept(...tokens: readonly string[]): void {
    this.valid.clear();
    for (const token of tokens) this.valid.add(token);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private reply(form: Readonly<Record<string, string>>): TokenReply {
    this.forms.push(form);
    const told = this.replies.shift();
    if (told !== undefined && told.lost !== true) return told;
    const used = form['refresh_token'] ?? '';
    if (!this.valid.has(used)) return { status: 400, body: { error: 'invalid_grant', error_description: used } };
    this.turn += 1;
    this.accept(used, `refresh-${this.turn}`);
    const pair = { access_token: `access-${this.turn}`, refresh_token: `refresh-${this.turn}` };
    return { body: { token_type: 'Bearer', expires_in: 3600, ...pair }, lost: told?.lost ?? false };
  }
}
