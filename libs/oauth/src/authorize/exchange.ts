import { problemError, problemOf, TillbridgeError, type Instant } from '@tillbridge/domain';
import { EgressError, type Egress, type EgressResponse } from '@tillbridge/egress';
import type { OAuth2Description } from '@tillbridge/plugin-kit';

import { firstTokenHash, type FreshGrant } from '../grant.js';
import { OAUTH_PROBLEMS } from '../problems.js';
import { readTokenAnswer, type TokenAnswer } from '../token-answer.js';
import { askTokenEndpoint } from '../token-request.js';

export interface ExchangeRequest {
  readonly description: OAuth2Description;
  /** Parameters beside client and code: grant_type, redirect_uri, code_verifier (RFC 6749, 4.1.3; RFC 7636, 4.5). */
  readonly parameters: Readonly<Record<string, string>>;
  readonly code: string;
  readonly now: Instant;
  readonly signal?: AbortSignal;
}

/**
 * Exchanges a code for a pair. Sent once, through `Egress`: it knows the proxy, the own CA and time limits, and follows
 * no redirect. The pair remembers the settings' present `refreshToken` as a hash, so that an unchanged one does not
 * override it.
 *
 * @throws TillbridgeError `oauth.*`; EgressError `egress.aborted`
 */
export async function exchangeCode(egress: Egress, request: ExchangeRequest): Promise<FreshGrant> {
  const { description, now } = request;
  const host = URL.parse(description.tokenUrl)?.host ?? '?';
  const response = await post(egress, request, host);
  const answer = readTokenAnswer(response, description);
  if (answer.kind !== 'granted') throw refusal(answer, response, { host, redirectUri: redirectUriOf(request) });
  if (answer.refreshToken === null) throw incomplete('refresh_token');
  const scopes = answer.scopes ?? description.scopes;
  const missing = description.scopes.filter((scope) => !scopes.includes(scope));
  if (missing.length > 0) throw problemError(OAUTH_PROBLEMS, 'oauth.scopes_missing', { missing: missing.join(' ') });
  return {
    accessToken: answer.accessToken,
    refreshToken: answer.refreshToken,
    issuedAt: now,
    expiresAt: answer.expiresIn === null ? null : now + Math.round(answer.expiresIn * 1000),
    scopes,
    firstTokenHash: firstTokenHash(description),
  };
}

async function post(egress: Egress, { description, parameters, code, signal }: ExchangeRequest, host: string) {
  try {
    return await askTokenEndpoint(egress, description, { ...parameters, code }, signal);
  } catch (error) {
    if (!(error instanceof EgressError) || error.reason === 'aborted') throw error;
    const problems = [problemOf(OAUTH_PROBLEMS, 'oauth.exchange_failed', { host }), ...error.problems] as const;
    throw new TillbridgeError(problems, { cause: error });
  }
}

function refusal(
  answer: Exclude<TokenAnswer, { kind: 'granted' }>,
  { status, headers }: EgressResponse,
  { host, redirectUri }: { readonly host: string; readonly redirectUri: string },
): TillbridgeError {
  if (answer.kind === 'client_refused')
    return problemError(OAUTH_PROBLEMS, 'oauth.credentials_refused', { error: answer.error });
  if (answer.kind === 'revoked') return problemError(OAUTH_PROBLEMS, 'oauth.code_refused', { error: answer.error });
  const { reason } = answer;
  if (status >= 500 || status === 429)
    return problemError(OAUTH_PROBLEMS, 'oauth.token_endpoint_failed', { host, status: `HTTP ${status}` });
  if (reason === 'redirect') return problemError(OAUTH_PROBLEMS, 'oauth.token_redirected', { host });
  const error = errorIn(reason);
  if (error === 'invalid_grant') return problemError(OAUTH_PROBLEMS, 'oauth.code_refused', { error });
  if (error !== null || status >= 400)
    return problemError(OAUTH_PROBLEMS, 'oauth.request_refused', { error: error ?? `HTTP ${status}`, redirectUri });
  if (reason === 'html' || reason === 'no JSON')
    return problemError(OAUTH_PROBLEMS, 'oauth.token_unreadable', { host, form: formOf(headers) });
  if (reason.startsWith('token_type')) return problemError(OAUTH_PROBLEMS, 'oauth.token_type_unknown');
  if (reason.startsWith('expires_in')) return problemError(OAUTH_PROBLEMS, 'oauth.token_life_unreadable');
  return incomplete('access_token');
}

/** The error code at the end of the reason, where the endpoint named one. */
function errorIn(reason: string): string | null {
  return /(?:^HTTP \d+|, error) ([a-z_]+)$/.exec(reason)?.[1] ?? null;
}

function formOf(headers: EgressResponse['headers']): string {
  return /^[\w.+-]+\/[\w.+-]+/.exec(headers['content-type'] ?? '')?.[0] ?? '-';
}

function incomplete(field: string): TillbridgeError {
  return problemError(OAUTH_PROBLEMS, 'oauth.token_incomplete', { field });
}

function redirectUriOf({ parameters }: ExchangeRequest): string {
  return parameters['redirect_uri'] ?? '-';
}
