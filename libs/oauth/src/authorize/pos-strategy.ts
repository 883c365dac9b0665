import { callbackify } from 'node:util';

import OAuth2Strategy from 'passport-oauth2';

import type { OAuth2Description } from '@tillbridge/plugin-kit';

import type { FreshGrant } from '../grant.js';
import type { AuthorizationStates, Party } from './authorization-states.js';

export interface StrategyParts {
  readonly description: OAuth2Description;
  readonly redirectUri: string;
  readonly party: Party;
  readonly states: AuthorizationStates;
  readonly anotherAccount: boolean;
  /** Sends the code to the token endpoint, with what the request needs beside it. */
  readonly exchange: (code: string, parameters: Readonly<Record<string, string>>) => Promise<FreshGrant>;
}

/**
 * passport-oauth2 with two of its parts replaced: it would keep state and verifier in a web session (and without one it
 * sends no state at all), and its own HTTP knows neither time limit nor proxy nor our CA. Make one for each call:
 * passport writes the call's outcome into it.
 */
export class PosStrategy extends OAuth2Strategy {
  constructor(parts: StrategyParts) {
    const { description, redirectUri, exchange } = parts;
    const { authorizeUrl, tokenUrl, clientId, clientSecret, scopes, pkce } = description;
    super(
      {
        authorizationURL: authorizeUrl,
        tokenURL: tokenUrl,
        clientID: clientId,
        clientSecret,
        callbackURL: redirectUri,
        scope: [...scopes],
        pkce,
        state: true,
        store: stateStore(parts) as unknown as OAuth2Strategy.StateStore,
        skipUserProfile: true,
      },
      // oxlint-disable-next-line max-params -- the library counts them: with five it hands over the third
      (_access: string, _refresh: string, grant: FreshGrant, _profile: unknown, done: OAuth2Strategy.VerifyCallback) =>
        done(null, grant),
    );
    Object.assign(this._oauth2, {
      getOAuthAccessToken: (code: string, parameters: Readonly<Record<string, string>>, done: Done) =>
        callbackify(exchange)(code, parameters, (error, grant) =>
          done(error, grant?.accessToken, grant?.refreshToken, grant),
        ),
    });
  }
}

type Done = (error: unknown, ...rest: readonly unknown[]) => void;

/**
 * The library counts the declared parameters: `store` must have five, or the verifier is silently left out; `verify`
 * three. A verifier that is handed to `done` as a text goes into the token request.
 */
function stateStore({ states, party, anotherAccount }: StrategyParts) {
  return {
    // oxlint-disable-next-line max-params -- the library counts them
    store(_request: unknown, verifier: string | undefined, _state: unknown, _meta: unknown, done: Done): void {
      callbackify(() => states.ask(party, verifier ?? null, anotherAccount))(done);
    },
    verify(_request: unknown, state: string, done: Done): void {
      callbackify(async () => (await states.redeem(state, party)) ?? true)(done);
    },
  };
}
