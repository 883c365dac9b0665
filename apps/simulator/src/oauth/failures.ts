import { ApiFailure } from '../wire/failures.js';

/** Errors of the authorisation server: sentences of league/oauth2-server 9, `{"error","error_description"[,"hint"]}`. */
function oauthFailure(
  status: number,
  error: string,
  description: string,
  hint?: string,
  headers?: Record<string, string>,
): ApiFailure {
  const body = { error, error_description: description, ...(hint === undefined ? {} : { hint }) };
  return new ApiFailure(status, JSON.stringify(body).replaceAll('/', '\\/'), headers ?? {});
}

const MALFORMED =
  'The request is missing a required parameter, includes an invalid parameter value, includes a parameter more than once, or is otherwise malformed.';
const BAD_GRANT =
  'The provided authorization grant (e.g., authorization code, resource owner credentials) or refresh token is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.';
export const DENIED = 'The resource owner or authorization server denied the request.';
export const BAD_SCOPE = 'The requested scope is invalid, unknown, or malformed';

export function invalidRequest(hint: string): ApiFailure {
  return oauthFailure(400, 'invalid_request', MALFORMED, hint);
}

export function missingField(name: string): ApiFailure {
  return invalidRequest(`Check the \`${name}\` parameter`);
}

export function methodNotAllowed(): ApiFailure {
  return oauthFailure(405, 'invalid_request', MALFORMED, 'ASSUMED WORDING: the method must be POST', { Allow: 'POST' });
}

export function invalidClient(status: 400 | 401): ApiFailure {
  return oauthFailure(status, 'invalid_client', 'Client authentication failed');
}

export type GrantHint =
  | 'Authorization code has expired'
  | 'Authorization code has been revoked'
  | 'Authorization code was not issued to this client'
  | 'Cannot decrypt the authorization code'
  | 'Failed to verify `code_verifier`.';

export function invalidGrant(hint: GrantHint): ApiFailure {
  return oauthFailure(400, 'invalid_grant', BAD_GRANT, hint);
}

export type RefreshHint =
  'Token has been revoked' | 'Token has expired' | 'Cannot decrypt the refresh token' | 'Token is not linked to client';

export function invalidRefresh(hint: RefreshHint): ApiFailure {
  return oauthFailure(400, 'invalid_grant', 'The refresh token is invalid.', hint);
}

export function unsupportedGrant(): ApiFailure {
  return oauthFailure(
    400,
    'unsupported_grant_type',
    'The authorization grant type is not supported by the authorization server.',
    'Check that all required parameters have been provided',
  );
}

export function invalidScope(scope: string): ApiFailure {
  return oauthFailure(400, 'invalid_scope', BAD_SCOPE, `Check the \`${scope}\` scope`);
}

/** More than five refreshes of one connection in a minute. */
export function tooManyRefreshes(seconds: number): ApiFailure {
  return oauthFailure(
    429,
    'too_many_requests',
    'ASSUMED WORDING: too many refresh attempts for this connection.',
    undefined,
    {
      'Retry-After': String(seconds),
    },
  );
}
