import type { EgressResponse } from '@tillbridge/egress';

const MASK = '[token]';

/**
 * An answer without the token that its request carried: a POS or a proxy that repeats what it was sent would bring it into
 * causes, and so into the store, the API and the screen (I6).
 */
export function withoutToken(response: EgressResponse, token: string): EgressResponse {
  if (token === '') return response;
  // Longer spellings first, since a shorter one may be a part of them.
  const inJson = JSON.stringify(token).slice(1, -1);
  const spellings = new Set([inJson.replaceAll('/', '\\/'), inJson, encodeURIComponent(token), token]);
  const clean = (text: string): string =>
    [...spellings].reduce((rest, spelling) => rest.replaceAll(spelling, MASK), text);
  const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, clean(value)]));
  return { ...response, headers, text: clean(response.text) };
}
