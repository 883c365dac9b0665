import type { EgressResponse } from '@tillbridge/egress';
import type { OAuth2Description } from '@tillbridge/plugin-kit';

/** What a token endpoint's answer means. */
export type TokenAnswer =
  | {
      readonly kind: 'granted';
      readonly accessToken: string;
      /** null: the endpoint hands out no new one, the old one stays good (RFC 6749, 6). */
      readonly refreshToken: string | null;
      /** Seconds; null where it does not say. */
      readonly expiresIn: number | null;
      /** null where it does not say: as asked for (RFC 6749, 5.1). */
      readonly scopes: readonly string[] | null;
    }
  | { readonly kind: 'revoked'; readonly error: string }
  /** Client id or secret is refused (RFC 6749, 5.2 `invalid_client`): asking again would get the client blocked. */
  | { readonly kind: 'client_refused'; readonly error: string }
  /** Nothing that tells about the grant: it may still be good. */
  | { readonly kind: 'unusable'; readonly reason: string; readonly headers: EgressResponse['headers'] };

const LONGEST_LIFE_SECONDS = 10 * 365 * 24 * 60 * 60;

/**
 * Reads an answer by RFC 6749, 5.1 and 5.2. Only the pairs of status and error that the connector names mean that the
 * grant is gone; a fault of the endpoint must never cost a grant that is still good.
 */
export function readTokenAnswer(
  response: EgressResponse,
  description: Pick<OAuth2Description, 'revokedWhen'>,
): TokenAnswer {
  const { status } = response;
  const body = jsonObject(response.text);
  const error = errorCode(body);
  if (error !== null) {
    if (description.revokedWhen.some((sign) => sign.status === status && sign.error === error)) {
      return { kind: 'revoked', error };
    }
    if (error === 'invalid_client' && status < 500) return { kind: 'client_refused', error };
  }
  if (status >= 300 && status < 400) return unusable('redirect', response);
  if (status >= 400) return unusable(error === null ? `HTTP ${status}` : `HTTP ${status} ${error}`, response);
  if (body === null) return unusable(looksLikeHtml(response) ? 'html' : 'no JSON', response);
  return readGrant(body, error, response);
}

function readGrant(
  body: Readonly<Record<string, unknown>>,
  error: string | null,
  response: EgressResponse,
): TokenAnswer {
  const { access_token: accessToken, refresh_token: refreshToken, token_type: tokenType, scope } = body;
  if (typeof accessToken !== 'string' || accessToken === '') {
    return unusable(error === null ? 'no access_token' : `no access_token, error ${error}`, response);
  }
  if (tokenType !== undefined && (typeof tokenType !== 'string' || tokenType.toLowerCase() !== 'bearer')) {
    return unusable('token_type is not bearer', response);
  }
  const expiresIn = lifeSeconds(body['expires_in']);
  if (expiresIn === undefined) return unusable('expires_in is no number of seconds', response);
  return {
    kind: 'granted',
    accessToken,
    refreshToken: typeof refreshToken === 'string' && refreshToken !== '' ? refreshToken : null,
    expiresIn,
    scopes: typeof scope === 'string' ? scope.split(/\s+/).filter((word) => word !== '') : null,
  };
}

/** null where it is not told, undefined where it makes no sense. Some servers write the number as text. */
function lifeSeconds(value: unknown): number | null | undefined {
  if (value === undefined || value === null) return null;
  const seconds = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof seconds === 'number' && seconds > 0 && seconds <= LONGEST_LIFE_SECONDS ? seconds : undefined;
}

function unusable(reason: string, { headers }: EgressResponse): TokenAnswer {
  return { kind: 'unusable', reason, headers };
}

function looksLikeHtml({ headers, text }: EgressResponse): boolean {
  return headers['content-type']?.includes('html') === true || /^\s*</.test(text);
}

/** Only an error code that looks like one: an answer must not smuggle text into messages. */
function errorCode(body: Readonly<Record<string, unknown>> | null): string | null {
  const error = body?.['error'];
  return typeof error === 'string' && /^[a-z_]{1,40}$/.test(error) ? error : null;
}

function jsonObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : null;
  } catch {
    return null;
  }
}
