import { ApiFailure } from '../wire/failures.js';

/** Errors of the authorisation server: sentences of league/oauth2-server 9, `{"error","error_description"[,"hint"]}`. */
function oauthFailure(status: number, told: Told, headers: Record<string, string> = {}): ApiFailure {
  return new ApiFailure(status, JSON.stringify(told).replaceAll('/', '\\/'), headers);
}

/** Keys in the order of the wire. */
interface Told {
  readonly error: string;
  readonly error_description: string;
  readonly hint?: string;
}

const MALFORMED =
  'The request is missing a required parameter, includes an invalid parameter value, includes a parameter more than once, or is otherwise malformed.';
const BAD_GRANT =
  'The provided authorization grant (e.g., authorization code, resource owner credentials) or refresh token is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.';
export const DENIED = 'The resource owner or authorization server denied the request.';
export const BAD_SCOPE = 'The requested scope is invalid, unknown, or malformed';

export function invalidRequest(hint: string): ApiFailure {
  return oauthFailure(400, { error: 'invalid_request', error_description: MALFORMED, hint });
}

export function missingField(name: string): ApiFailure {
  return invalidRequest(`Check the \`${name}\` parameter`);
}

export function methodNotAllowed(): ApiFailure {
  return oauthFailure(
    405,
    { error: 'invalid_request', error_description: MALFORMED, hint: 'ASSUMED WORDING: the method must be POST' },
    { Allow: 'POST' },
  );
}

export function invalidClient(status: 400 | 401): ApiFailure {
  return oauthFailure(status, { error: 'invalid_client', error_description: 'Client authentication failed' });
}

export type GrantHint =
  | 'Authorization code has expired'
  | 'Authorization code has been revoked'
  | 'Authorization code was not issued to this client'
  | 'Cannot decrypt the authorization code'
  | 'Failed to verify `code_verifier`.';

export function invalidGrant(hint: GrantHint): ApiFailure {
  return oauthFailure(400, { error: 'invalid_grant', error_description: BAD_GRANT, hint });
}

export type RefreshHint =
  'Token has been revoked' | 'Token has expired' | 'Cannot decrypt the refresh token' | 'Token is not linked to client';

export function invalidRefresh(hint: RefreshHint): ApiFailure {
  return oauthFailure(400, { error: 'invalid_grant', error_description: 'The refresh token is invalid.', hint });
}

export function unsupportedGrant(): ApiFailure {
  return oauthFailure(400, {
    error: 'unsupported_grant_type',
    error_description: 'The authorization grant type is not supported by the authorization server.',
    hint: 'Check that all required parameters have been provided',
  });
}

export function invalidScope(scope: string): ApiFailure {
  return oauthFailure(400, {
    error: 'invalid_scope',
    error_description: BAD_SCOPE,
    hint: `Check the \`${scope}\` scope`,
  });
}

/** More than five refreshes of one connection in a minute. */
export function tooManyRefreshes(seconds: number): ApiFailure {
  const told = {
    error: 'too_many_requests',
    error_description: 'ASSUMED WORDING: too many refresh attempts for this connection.',
  };
  return oauthFailure(429, told, { 'Retry-After': String(seconds) });
}
