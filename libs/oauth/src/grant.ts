import { createHash } from 'node:crypto';

import type { Instant } from '@tillbridge/domain';
import type { Cause, OAuth2Description } from '@tillbridge/plugin-kit';

/** A pair of tokens as the token endpoint handed it out. */
export interface FreshGrant {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly issuedAt: Instant;
  /** null where the endpoint does not say; then only a refused call shows that it is over. */
  readonly expiresAt: Instant | null;
  readonly scopes: readonly string[];
  /** SHA-256 of the settings' `refreshToken` that this pair stands for; null where the settings have none. */
  readonly firstTokenHash: string | null;
}

/** Why and when a grant was given up. */
export interface Revocation {
  readonly cause: Cause;
  readonly at: Instant;
  /** SHA-256 of the settings' `refreshToken` at that time; null where the settings had none. */
  readonly firstTokenHash: string | null;
}

/** What the vault keeps of one connection. */
export interface StoredGrant {
  /** Rises with each save; 0 where no pair was ever saved. */
  readonly version: number;
  /** null where only a revocation is known. */
  readonly grant: FreshGrant | null;
  readonly revoked: Revocation | null;
}

export type GrantState =
  /** The stored access token can be used. */
  | { readonly use: 'access'; readonly grant: FreshGrant }
  /** A new pair has to be fetched with this refresh token. */
  | { readonly use: 'refresh'; readonly refreshToken: string }
  | { readonly use: 'revoked'; readonly cause: Cause }
  | { readonly use: 'nothing' };

/** Milliseconds before its end at which a token is refreshed at the earliest. */
const AHEAD = 60_000;
/** Milliseconds after which a grant that was given up is tried once more, in case it was given up wrongly. */
const SECOND_THOUGHT = 60 * 60_000;

/**
 * Decides what to do for a token now. The first token of the settings is used once: while it is unchanged the stored
 * pair stands, which has been refreshed since; when it changed it replaces the pair.
 */
export function grantState(stored: StoredGrant | null, description: OAuth2Description, now: Instant): GrantState {
  const first = description.firstRefreshToken;
  const hash = firstTokenHash(description);
  const revoked = stored?.revoked ?? null;
  const isGivenUp = revoked !== null && revoked.firstTokenHash === hash;
  if (isGivenUp && now < revoked.at + SECOND_THOUGHT) return { use: 'revoked', cause: revoked.cause };
  const grant = stored?.grant ?? null;
  if (first !== undefined && (grant === null || grant.firstTokenHash !== hash))
    return { use: 'refresh', refreshToken: first };
  if (grant === null) return { use: 'nothing' };
  if (!isGivenUp && !isDue(grant, now)) return { use: 'access', grant };
  return { use: 'refresh', refreshToken: grant.refreshToken };
}

/** Refreshed a little early, so that a token does not expire on its way: 60 s, or a tenth of a short life. */
export function isDue(grant: Pick<FreshGrant, 'issuedAt' | 'expiresAt'>, now: Instant): boolean {
  if (grant.expiresAt === null) return false;
  const ahead = Math.min(AHEAD, (grant.expiresAt - grant.issuedAt) / 10);
  return now >= grant.expiresAt - ahead;
}

/** The settings' token is kept only as a hash: enough to see that it changed. */
export function firstTokenHash(description: Pick<OAuth2Description, 'firstRefreshToken'>): string | null {
  const first = description.firstRefreshToken;
  return first === undefined ? null : createHash('sha256').update(first).digest('hex');
}
