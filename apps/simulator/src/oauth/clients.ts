/** An application registered with the authorisation server. */
export interface Client {
  readonly id: string;
  /** Undefined for a publicly distributed client: no secret, PKCE instead. */
  readonly secret: string | undefined;
  /** The number that X-LS-OAuth-Client-Id shows. */
  readonly number: number;
  readonly redirectUris: string[];
  /** Not faithful: any address on this very machine will do, so that tests and the demo need no certificate. */
  readonly loopbackRedirect: boolean;
}

/** Registered addresses match exactly, and only HTTPS can be registered. */
export function isRegistered(client: Client, uri: string): boolean {
  if (client.redirectUris.includes(uri)) return true;
  if (!client.loopbackRedirect) return false;
  try {
    const { protocol, hostname, hash } = new URL(uri);
    return /^https?:$/.test(protocol) && hash === '' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  } catch {
    return false;
  }
}
