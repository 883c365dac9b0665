import { BAD_SCOPE, DENIED } from './failures.js';

/** Redirects that tell of a failure; state comes first, then error, description and hint, encoded as a form. */
export function deniedRedirect(target: string, state: string | undefined): string {
  return withError(target, state, ['access_denied', DENIED, 'The user denied the request']);
}

export function badScopeRedirect(target: string, state: string | undefined, scope: string): string {
  return withError(target, state, ['invalid_scope', BAD_SCOPE, `Check the \`${scope}\` scope`]);
}

function withError(target: string, state: string | undefined, told: readonly [string, string, string]): string {
  const [error, description, hint] = told;
  const query = new URLSearchParams();
  if (state !== undefined) query.set('state', state);
  query.set('error', error);
  query.set('error_description', description);
  query.set('hint', hint);
  return target + (target.includes('?') ? '&' : '?') + query.toString();
}
