import type { Server } from 'node:http';
import { SECOND } from '@tillbridge/domain';
import helmet from 'helmet';

/**
 * Longer than a reverse proxy keeps a connection unused (60 s in nginx, its directive keepalive_timeout of an upstream,
 * and as much in most others): of the two it is the proxy that ends one, never this side just as a request comes on it.
 */
const UNUSED = 65 * SECOND;

/** A client that sends slowly, or not at all, must not hold a connection. */
export function limitTimes(server: Server): void {
  server.headersTimeout = 10 * SECOND;
  server.requestTimeout = 30 * SECOND;
  server.keepAliveTimeout = UNUSED;
  // Node looks whether these are over each 30 s. Read when the server begins to listen; its types do not know it.
  Object.assign(server, { connectionsCheckingInterval: 2 * SECOND });
}

/**
 * What every answer tells a browser. The documentation of the API styles itself in place and carries its pictures in its
 * styles; nothing else here is a page with either.
 */
export function protectiveHeaders(publicUrl: string) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    // Told only where browsers come by HTTPS: a plain address on a private network would be shut out for a year.
    strictTransportSecurity: publicUrl.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  });
}
