import type { Server } from 'node:http';
import { SECOND } from '@tillbridge/domain';
import helmet from 'helmet';

/** A client that sends slowly, or not at all, must not hold a connection. */
export function limitTimes(server: Server): void {
  server.headersTimeout = 10 * SECOND;
  server.requestTimeout = 30 * SECOND;
  server.keepAliveTimeout = 5 * SECOND;
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
