import { problemError } from '@tillbridge/domain';
import type { AuthorizationOrder, Begun } from '@tillbridge/oauth';
import { ADMIN_PROBLEMS } from '../problems.js';

/**
 * The query in what a person pasted: the whole address, its query alone, or only the code. A code alone carries no
 * state; it is taken where this very command began the request and PKCE binds the code to it.
 *
 * @throws TillbridgeError `connect.address_foreign`
 */
export function pastedQuery(text: string, order: AuthorizationOrder, begun: Begun | null): URLSearchParams {
  const pasted = text.trim().replaceAll(/^["'<]+|["'>]+$/g, '');
  if (/^https?:/i.test(pasted)) return queryOf(pasted, order);
  if (/^\??(.*&)?(code|error|state)=/.test(pasted)) return new URLSearchParams(pasted);
  const isBound = begun !== null && order.authorization.pkce;
  return new URLSearchParams({ code: pasted, ...(isBound ? { state: begun.state } : {}) });
}

function queryOf(pasted: string, { redirectUri }: AuthorizationOrder): URLSearchParams {
  const [url, wanted] = [URL.parse(pasted), URL.parse(redirectUri)];
  if (url !== null && url.origin === wanted?.origin && url.pathname === wanted.pathname) return url.searchParams;
  throw problemError(ADMIN_PROBLEMS, 'connect.address_foreign', { redirectUri });
}
