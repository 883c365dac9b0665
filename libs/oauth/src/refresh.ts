import { EgressError, type Egress } from '@tillbridge/egress';
import { sayProblem, instantText, type Instant } from '@tillbridge/domain';
import { CauseError, type OAuth2Description } from '@tillbridge/plugin-kit';

import { firstTokenHash, type FreshGrant } from './grant.js';
import { readTokenAnswer, type TokenAnswer } from './token-answer.js';
import { askTokenEndpoint } from './token-request.js';

export interface RefreshRequest {
  readonly description: OAuth2Description;
  readonly refreshToken: string;
  /** What the connection was granted so far; kept where the answer does not say. */
  readonly scopes: readonly string[] | null;
  readonly now: Instant;
  readonly signal?: AbortSignal;
}

/**
 * One refresh (RFC 6749, 6): a form with the client's credentials in the body and without a scope. Sent once. The
 * caller decides whether to try again, and may use the same refresh token, since perhaps only the answer was lost.
 *
 * @throws CauseError `auth.revoked` for the connector's `revokedWhen` only; `settings.invalid` where client id or
 *   secret is refused; `upstream.unavailable` with the reason for everything else
 */
export async function refreshGrant(egress: Egress, request: RefreshRequest): Promise<FreshGrant> {
  const { description, now } = request;
  const answer = readTokenAnswer(await post(egress, request), description);
  if (answer.kind !== 'granted') throw refusal(answer, description, now);
  return {
    accessToken: answer.accessToken,
    refreshToken: answer.refreshToken ?? request.refreshToken,
    issuedAt: now,
    expiresAt: answer.expiresIn === null ? null : now + Math.round(answer.expiresIn * 1000),
    scopes: answer.scopes ?? request.scopes ?? description.scopes,
    firstTokenHash: firstTokenHash(description),
  };
}

async function post(egress: Egress, { description, refreshToken, signal }: RefreshRequest) {
  try {
    const parameters = { grant_type: 'refresh_token', refresh_token: refreshToken };
    return await askTokenEndpoint(egress, description, parameters, signal);
  } catch (error) {
    if (!(error instanceof EgressError) || error.reason === 'aborted') throw error;
    throw unavailable(error.reason, sayProblem(error.problems[0]).what, description, { cause: error });
  }
}

function refusal(
  answer: Exclude<TokenAnswer, { kind: 'granted' }>,
  description: OAuth2Description,
  now: Instant,
): CauseError {
  if (answer.kind === 'revoked') {
    return new CauseError({
      code: 'auth.revoked',
      message: `The token endpoint says that the authorisation is gone (${answer.error}).`,
      detail: { error: answer.error },
    });
  }
  if (answer.kind === 'client_refused') {
    return new CauseError({
      code: 'settings.invalid',
      message: `The token endpoint refuses the client id or the client secret (${answer.error}).`,
      remedy: 'Compare clientId and clientSecret in the settings with those the POS shows for this client.',
      detail: { error: answer.error },
    });
  }
  const retryAt = retryInstant(answer.headers, now);
  const message = `The token endpoint gave no usable answer (${answer.reason}).`;
  return unavailable(answer.reason, message, description, retryAt === null ? {} : { retryAt: instantText(retryAt) });
}

function unavailable(
  reason: string,
  message: string,
  { tokenUrl }: OAuth2Description,
  extra: { readonly cause?: unknown; readonly retryAt?: string },
): CauseError {
  return new CauseError(
    {
      code: 'upstream.unavailable',
      message,
      detail: { reason, endpoint: URL.parse(tokenUrl)?.origin ?? 'unknown' },
      ...(extra.retryAt === undefined ? {} : { retryAt: extra.retryAt }),
    },
    { cause: extra.cause },
  );
}

/**
 * `Retry-After` in either of its forms (RFC 9110, 10.2.3), by the endpoint's own clock where it tells; null for anything
 * else.
 */
function retryInstant(headers: Readonly<Record<string, string>>, now: Instant): Instant | null {
  const text = headers['retry-after'] ?? '';
  const date = Date.parse(headers['date'] ?? '');
  if (/^\d{1,6}$/.test(text)) return (Number.isNaN(date) ? now : date) + Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}
