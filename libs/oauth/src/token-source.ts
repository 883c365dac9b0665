import { Inject, Injectable, Optional } from '@nestjs/common';

import type { Clock } from '@tillbridge/domain';
import { abortable, Egress } from '@tillbridge/egress';
import { type Meters, METERS, NO_METERS } from '@tillbridge/observability';
import { causeOf, CauseError, type OAuth2Description } from '@tillbridge/plugin-kit';

import { firstTokenHash, grantState, type FreshGrant, type StoredGrant } from './grant.js';
import { OAUTH_METRICS } from './metrics.js';
import { refreshGrant } from './refresh.js';
import { REFRESH_LEASE, TOKEN_VAULT, type RefreshLease, type TokenVault } from './vault.js';

/** Whose token is wanted, and how its POS authorises. */
export interface GrantOwner {
  readonly connection: string;
  readonly authorization: OAuth2Description;
}

export interface AccessToken {
  readonly value: string;
  readonly scopes: readonly string[];
}

export const OAUTH_CLOCK = Symbol('OauthClock');

/**
 * Gives a valid access token at the moment of use. Nothing is kept in memory between two calls: the vault is read each
 * time, since another process may have refreshed (I5).
 */
@Injectable()
export class TokenSource {
  /** Counts nothing where nobody provides meters. */
  @Optional()
  @Inject(METERS)
  meters: Meters = NO_METERS;

  private readonly refreshing = new Map<string, Promise<FreshGrant>>();

  constructor(
    private readonly egress: Egress,
    @Inject(TOKEN_VAULT) private readonly vault: TokenVault,
    @Inject(REFRESH_LEASE) private readonly lease: RefreshLease,
    @Inject(OAUTH_CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws CauseError `auth.missing`, `auth.revoked`, `settings.invalid`, `upstream.unavailable` */
  async accessToken(owner: GrantOwner, signal?: AbortSignal): Promise<AccessToken> {
    const state = grantState(await this.vault.read(owner.connection), owner.authorization, this.clock.now());
    if (state.use === 'access') return tokenOf(state.grant);
    if (state.use === 'revoked') throw new CauseError(state.cause);
    return tokenOf(await this.refreshShared(owner, null, signal));
  }

  /**
   * A token other than `refused`, which the POS no longer takes though it had not expired.
   *
   * @throws CauseError `auth.missing`, `auth.revoked`, `settings.invalid`, `upstream.unavailable`
   */
  async renew(owner: GrantOwner, refused: AccessToken, signal?: AbortSignal): Promise<AccessToken> {
    const grant = await this.refreshShared(owner, refused.value, signal);
    if (grant.accessToken !== refused.value) return tokenOf(grant);
    // A refresh that had begun before the refusal was shared, and it had found the refused token still good.
    return tokenOf(await this.refreshShared(owner, refused.value, signal));
  }

  /** What the POS granted when it last handed out a token; null where it never did. */
  async grantedScopes(connection: string): Promise<readonly string[] | null> {
    return (await this.vault.read(connection))?.grant?.scopes ?? null;
  }

  /** Calls of this process share one refresh; the lease then keeps the other processes out. */
  private async refreshShared(owner: GrantOwner, refused: string | null, signal?: AbortSignal): Promise<FreshGrant> {
    const { connection } = owner;
    signal?.throwIfAborted();
    let running = this.refreshing.get(connection);
    if (running === undefined) {
      // Not under the caller's signal: the others who share it must not lose the pair when one of them is called off.
      running = this.lease
        .run(connection, (lost) => this.refreshUnderLease(owner, refused, lost))
        .finally(() => this.refreshing.delete(connection));
      this.refreshing.set(connection, running);
    }
    return abortable(running, signal);
  }

  /** Looks again first: whoever held the lease before may have done the work already. */
  private async refreshUnderLease(owner: GrantOwner, refused: string | null, signal: AbortSignal): Promise<FreshGrant> {
    const { connection, authorization } = owner;
    const stored = await this.vault.read(connection);
    const state = grantState(stored, authorization, this.clock.now());
    if (state.use === 'revoked') throw new CauseError(state.cause);
    if (state.use === 'nothing') throw neverAuthorised(connection);
    if (state.use === 'access' && state.grant.accessToken !== refused) return state.grant;

    const refreshToken = state.use === 'access' ? state.grant.refreshToken : state.refreshToken;
    try {
      return await this.fetchAndCommit(owner, { stored, refreshToken, signal });
    } catch (error) {
      if (!(error instanceof CauseError) || error.cause_.code !== 'auth.revoked') throw error;
      return await this.giveUp(owner, stored, error);
    }
  }

  private async fetchAndCommit(
    { connection, authorization }: GrantOwner,
    { stored, refreshToken, signal }: { stored: StoredGrant | null; refreshToken: string; signal: AbortSignal },
  ): Promise<FreshGrant> {
    const scopes = stored?.grant?.scopes ?? null;
    const request = { description: authorization, refreshToken, scopes, now: this.clock.now() };
    signal.throwIfAborted();
    // Not called off from here on, not even when the lease is lost: the answer on its way holds the only good pair, and
    // the version that is compared when saving keeps a late writer out.
    const grant = await this.counted(connection, () => refreshGrant(this.egress, request));
    // I5: committed before its first use, which is what makes the POS drop the pair before it.
    if (await this.vault.saveFresh(connection, grant, stored?.version ?? 0)) return grant;
    return this.savedByAnother(connection, authorization);
  }

  private async counted(connection: string, refresh: () => Promise<FreshGrant>): Promise<FreshGrant> {
    this.meters.add(OAUTH_METRICS.refreshes, { connection });
    try {
      return await refresh();
    } catch (error) {
      this.meters.add(OAUTH_METRICS.failures, { connection, reason: causeOf(error)?.code ?? 'defect' });
      throw error;
    }
  }

  private async savedByAnother(connection: string, authorization: OAuth2Description): Promise<FreshGrant> {
    const state = grantState(await this.vault.read(connection), authorization, this.clock.now());
    if (state.use === 'access') return state.grant;
    throw new CauseError({
      code: 'upstream.unavailable',
      message: 'Another process changed the stored authorisation at the same time.',
      detail: { reason: 'vault_conflict' },
    });
  }

  /** The refused token may be an old one: where another process has refreshed since it was read, nothing is given up. */
  private async giveUp(owner: GrantOwner, stored: StoredGrant | null, refusal: CauseError): Promise<FreshGrant> {
    const { connection, authorization } = owner;
    const revocation = {
      cause: refusal.cause_,
      at: this.clock.now(),
      firstTokenHash: firstTokenHash(authorization),
    };
    if (await this.vault.markRevoked(connection, revocation, stored?.version ?? 0)) throw refusal;
    return this.savedByAnother(connection, authorization);
  }
}

function tokenOf(grant: FreshGrant): AccessToken {
  return { value: grant.accessToken, scopes: grant.scopes };
}

function neverAuthorised(connection: string): CauseError {
  return new CauseError({
    code: 'auth.missing',
    message: `The connection ${connection} has never been authorised.`,
    detail: { connection },
  });
}
