import { EgressError, type Egress } from '@tillbridge/egress';
import type { OAuth2Description } from '@tillbridge/plugin-kit';

/**
 * - revoked: the POS took the grant back
 * - not_offered: it has no way to; a person removes the app there
 * - failed: it did not answer as it should; a person removes the app there
 */
export type RevokedAtPos = 'revoked' | 'not_offered' | 'failed';

const LIMITS = { answerBytes: 64 * 1024 };

/**
 * Takes a grant back at the POS (RFC 7009). Its `token` and the name that some endpoints want instead are both sent: an
 * endpoint ignores parameters that it does not know (RFC 6749, 3.2). Never throws: whoever deletes a connection deletes
 * it whatever the POS says.
 */
export async function revokeGrant(
  egress: Egress,
  { revokeUrl, clientId, clientSecret }: OAuth2Description,
  refreshToken: string,
): Promise<RevokedAtPos> {
  if (revokeUrl === undefined) return 'not_offered';
  const form = new URLSearchParams({
    client_id: clientId,
    client_secret: clientSecret,
    token: refreshToken,
    token_type_hint: 'refresh_token',
    refresh_token: refreshToken,
  });
  try {
    const { status } = await egress.send({
      method: 'POST',
      url: revokeUrl,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: form.toString(),
      limits: LIMITS,
    });
    return status >= 200 && status < 300 ? 'revoked' : 'failed';
  } catch (error) {
    if (error instanceof EgressError) return 'failed';
    throw error;
  }
}
