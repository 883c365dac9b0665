import { Inject, Injectable } from '@nestjs/common';

import { problemError, TillbridgeError, type Clock, type Instant, type Problem } from '@tillbridge/domain';
import { Egress } from '@tillbridge/egress';

import type { FreshGrant } from '../grant.js';
import { OAUTH_PROBLEMS } from '../problems.js';
import { OAUTH_CLOCK, TokenSource, type GrantOwner } from '../token-source.js';
import { AuthorizationStates, PATIENCE, type Party } from './authorization-states.js';
import { readCallback, refusalOf, type CallbackQuery } from './callback-query.js';
import { CandidateVault, soleHolder } from './candidate-vault.js';
import { exchangeCode } from './exchange.js';

/** A connection that somebody wants to authorise. */
export interface AuthorizationOrder extends GrantOwner {
  /** As it is registered with the POS, letter by letter. */
  readonly redirectUri: string;
  readonly startedBy: string;
  /** Another account of the POS may take the connection over; false where absent. */
  readonly anotherAccount?: boolean;
}

export interface Begun {
  /** The page of the POS to open in a browser. */
  readonly url: string;
  readonly state: string;
  readonly expiresAt: Instant;
}

/** A pair that the POS granted and nobody has confirmed yet. */
export interface Candidate {
  readonly ticket: string;
  readonly scopes: readonly string[];
  readonly tokens: TokenSource;
}

/** From the page of the POS to the pair that is saved: begin, finish, then adopt or drop. */
@Injectable()
export class Authorizer {
  constructor(
    private readonly egress: Egress,
    private readonly states: AuthorizationStates,
    @Inject(OAUTH_CLOCK) private readonly clock: Clock,
  ) {}

  async begin(order: AuthorizationOrder): Promise<Begun> {
    const expiresAt = this.clock.now() + PATIENCE;
    const outcome = await this.pass(order, {});
    if (!('url' in outcome)) throw new TypeError('the strategy sent nobody to the POS');
    return { url: outcome.url, state: new URL(outcome.url).searchParams.get('state') ?? '', expiresAt };
  }

  /** The connection that a callback belongs to, so that a web route knows whose order to finish; null where none does. */
  async connectionOf(state: string): Promise<string | null> {
    return this.states.connectionOf(state);
  }

  /**
   * What came back from the POS: the code is exchanged at once and its pair committed beside the connection's present
   * one. Nothing of the connection changes before `adopt`.
   *
   * @throws TillbridgeError `oauth.*`
   */
  async finish(order: AuthorizationOrder, query: CallbackQuery, signal?: AbortSignal): Promise<Candidate> {
    const { authorization, redirectUri } = order;
    const callback = readCallback(query, authorization);
    if (callback.kind === 'refused') {
      // Only an answer to a request of ours may end it.
      await this.states.redeem(callback.state, partyOf(order));
      throw new TillbridgeError(refusalOf(callback, { scopes: authorization.scopes, redirectUri }));
    }
    const { code, state } = callback;
    const outcome = await this.pass(order, { code, state }, signal);
    if (!('grant' in outcome)) throw problemError(OAUTH_PROBLEMS, 'oauth.callback_empty');
    return this.candidate(order, outcome.grant);
  }

  /**
   * How another process finished what was begun here: its problems, or none where it succeeded. Told once; null while
   * it is not finished.
   */
  async heard(order: AuthorizationOrder, { state }: Pick<Begun, 'state'>): Promise<readonly Problem[] | null> {
    return this.states.heard(state, partyOf(order));
  }

  /** Gives up what was begun here: nobody can finish it any more. */
  async withdraw(order: AuthorizationOrder, { state }: Pick<Begun, 'state'>): Promise<void> {
    await this.states.withdraw(state, partyOf(order));
  }

  /** @throws TillbridgeError `oauth.confirmation_late` */
  async adopt(order: AuthorizationOrder, { ticket }: Pick<Candidate, 'ticket'>): Promise<void> {
    await this.states.adopt(ticket, partyOf(order));
  }

  /**
   * Forgets the pair without revoking it at the POS: nobody knows whether that would end the connection's present pair
   * too, which the same account granted to the same client. Unused, it expires by itself.
   */
  async drop(order: AuthorizationOrder, { ticket }: Pick<Candidate, 'ticket'>): Promise<void> {
    await this.states.drop(ticket, partyOf(order));
  }

  private async candidate(order: AuthorizationOrder, grant: FreshGrant): Promise<Candidate> {
    const party = partyOf(order);
    const ticket = await this.states.keep(party, grant);
    const vault = new CandidateVault(this.states, ticket, party);
    return { ticket, scopes: grant.scopes, tokens: new TokenSource(this.egress, vault, soleHolder, this.clock) };
  }

  /** Passes one request through passport, which is loaded on demand: most commands authorise nobody. */
  private async pass(order: AuthorizationOrder, query: Readonly<Record<string, string>>, signal?: AbortSignal) {
    const { authorization: description, redirectUri, anotherAccount = false } = order;
    const { passThrough } = await import('./passage.js');
    return passThrough(query, {
      description,
      redirectUri,
      party: partyOf(order),
      states: this.states,
      anotherAccount,
      exchange: (code, parameters) =>
        exchangeCode(this.egress, {
          description,
          parameters,
          code,
          now: this.clock.now(),
          ...(signal === undefined ? {} : { signal }),
        }),
    });
  }
}

function partyOf({ connection, startedBy }: AuthorizationOrder): Party {
  return { connection, startedBy };
}
