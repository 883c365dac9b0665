import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';

import { problemError } from '@tillbridge/domain';

import { EGRESS_PROBLEMS } from './problems.js';

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * The certificates of `caFile` beside the roots that Node trusts anyway. Made once: reading all roots anew for each
 * connection would cost more than the handshake. Without a file undefined, which leaves Node's own context in place.
 *
 * @throws TillbridgeError `egress.ca_unreadable`
 */
export function trustedContext(caFile: string | null): SecureContext | undefined {
  if (caFile === null) return undefined;
  try {
    const own = readFileSync(caFile, 'utf8').match(PEM) ?? [];
    if (own.length === 0) throw new Error('no PEM certificate');
    for (const pem of own) new X509Certificate(pem);
    return createSecureContext({ ca: [...getCACertificates('default'), ...own] });
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'unknown';
    throw problemError(EGRESS_PROBLEMS, 'egress.ca_unreadable', { file: caFile, detail }, { cause: error });
  }
}
