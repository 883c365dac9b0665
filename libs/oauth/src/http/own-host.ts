import { isIP } from 'node:net';

/**
 * Whether a Host header names this program: the redirect address's own, or what a proxy on the way calls its target, a
 * literal address or localhost. Another name may be one that a page elsewhere lets lead here.
 */
export function isOwnHost(header: string | undefined, publicUrl: string): boolean {
  const named = header === undefined ? null : URL.parse(`http://${header}`);
  if (named === null) return false;
  const host = named.hostname.replaceAll(/^\[|\]$/g, '');
  return host === new URL(publicUrl).hostname || host === 'localhost' || isIP(host) !== 0;
}
