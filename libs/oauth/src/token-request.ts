import type { Egress, EgressResponse } from '@tillbridge/egress';
import type { OAuth2Description } from '@tillbridge/plugin-kit';

/** A token answer is a few kilobytes; anything larger is something else. */
const LIMITS = { answerBytes: 256 * 1024 };

/**
 * Sends one form to the token endpoint, with the client's credentials in the body (RFC 6749, 2.3.1).
 *
 * @param parameters what the request needs beside the credentials
 * @throws EgressError where no whole answer came
 */
export async function askTokenEndpoint(
  egress: Egress,
  { tokenUrl, clientId, clientSecret }: OAuth2Description,
  parameters: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<EgressResponse> {
  return egress.send({
    method: 'POST',
    url: tokenUrl,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...parameters }).toString(),
    limits: LIMITS,
    ...(signal === undefined ? {} : { signal }),
  });
}
