import passport, { type AuthenticateOptions } from 'passport';
import { InternalOAuthError } from 'passport-oauth2';

import type { FreshGrant } from '../grant.js';
import { PosStrategy, type StrategyParts } from './pos-strategy.js';

export type Passage = { readonly url: string } | { readonly grant: FreshGrant };

/** As passport calls it: `fail` and `error` of a strategy come here too. */
type Answered = (error: unknown, grant: FreshGrant | false | null | undefined, challenge?: unknown) => void;

/**
 * Passes one request through passport: without a code the result is the address of the POS, with a code it is the pair.
 * No web server is needed: passport reads no more of a request than its query, and sets no more of a response than a
 * header.
 */
export function passThrough(query: Readonly<Record<string, string>>, parts: StrategyParts): Promise<Passage> {
  return new Promise((resolve, reject) => {
    const answered: Answered = (error, grant, challenge) => {
      if (error !== null && error !== undefined) reject(reasonOf(error));
      else if (grant !== null && grant !== undefined && grant !== false) resolve({ grant });
      else reject(new TypeError(`the strategy failed without a reason: ${JSON.stringify(challenge)}`));
    };
    const response = {
      statusCode: 0,
      setHeader: (name: string, value: string) => void (name === 'Location' && resolve({ url: value })),
      end: () => undefined,
    };
    // An object, not a text: with a text the library would send that text as the state and ask no store.
    const options = { session: false, state: {} } as unknown as AuthenticateOptions;
    const authenticate = new passport.Passport().authenticate(new PosStrategy(parts), options, answered) as Middleware;
    authenticate({ query }, response, reject);
  });
}

type Middleware = (request: object, response: object, next: (error?: unknown) => void) => void;

/** The library wraps what our exchange throws. */
function reasonOf(error: unknown): Error {
  const reason: unknown = error instanceof InternalOAuthError ? error.oauthError : error;
  return reason instanceof Error ? reason : new Error('the strategy failed', { cause: reason });
}
