import { request as exchange } from 'undici';

import type { NetworkSettings } from '@tillbridge/settings';

import { ACCEPTED_ENCODINGS, answerText } from './answer.js';
import { EgressError } from './error.js';
import { egressFailure } from './failure.js';
import { CONNECT_LIMIT, DEFAULT_LIMITS, type EgressLimits } from './limits.js';
import { routeOf, type Route } from './route.js';
import { timeLimit } from './time-limit.js';

export interface EgressRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute, http or https. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
  readonly limits?: Partial<EgressLimits>;
}

export interface EgressResponse {
  readonly status: number;
  /** Names in lower case; a header that came several times is joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * Sends every HTTP request to the outside; one for the life of the process. A class, so that Nest can inject it by its
 * name.
 */
export class Egress {
  constructor(
    private readonly route: Route,
    private readonly connectLimit: number,
  ) {}

  /**
   * Resolves with every whole answer, whatever its status; a redirect is an answer like any other and is never
   * followed, since that would carry a token to a place nobody named.
   *
   * @throws EgressError
   */
  async send(request: EgressRequest): Promise<EgressResponse> {
    const url = addressOf(request.url);
    const limits = { ...DEFAULT_LIMITS, ...request.limits };
    const proxy = this.route.proxy;
    const limit = timeLimit(limits.total, request.signal);
    try {
      const answer = await exchange(url, {
        method: request.method,
        headers: { 'accept-encoding': ACCEPTED_ENCODINGS, ...request.headers },
        body: request.body ?? null,
        dispatcher: this.route.dispatcher,
        headersTimeout: limits.headers,
        bodyTimeout: limits.total,
        signal: limit.signal,
      });
      const headers = flatHeaders(answer.headers);
      const host = url.host;
      const text = await answerText(answer.body, headers['content-encoding'], { host, ...limits });
      return { status: answer.statusCode, headers, text };
    } catch (error) {
      const { signal } = request;
      throw egressFailure(error, { host: url.host, limits, connectLimit: this.connectLimit, proxy, signal });
    } finally {
      limit.release();
    }
  }

  /** Drops every open connection. */
  async close(): Promise<void> {
    await this.route.dispatcher.destroy();
  }
}

/** @throws TillbridgeError `egress.ca_unreadable`, `egress.proxy_invalid` */
export function openEgress(network: NetworkSettings, limits: { readonly connect?: number } = {}): Egress {
  const connectLimit = limits.connect ?? CONNECT_LIMIT;
  return new Egress(routeOf(network, connectLimit), connectLimit);
}

function addressOf(text: string): URL {
  const url = URL.parse(text);
  if (url === null) throw new EgressError('blocked', { host: 'the address', detail: 'not a URL' });
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new EgressError('blocked', { host: url.host, detail: url.protocol });
  }
  return url;
}

function flatHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
