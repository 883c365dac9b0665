import type { FreshGrant, Revocation, StoredGrant } from './grant.js';

/** Keeps the grants, sealed. What it returns is what is committed at that moment, never a copy from earlier. */
export interface TokenVault {
  /** null where nothing was ever kept of this connection. */
  read(connection: string): Promise<StoredGrant | null>;
  /**
   * Commits the pair and forgets any revocation, if the stored version is still `expectedVersion` (0 where nothing is
   * stored). True once it is committed: only then may its access token be used (I5). False: somebody else was faster.
   */
  saveFresh(connection: string, grant: FreshGrant, expectedVersion: number): Promise<boolean>;
  /**
   * Marks the pair as given up and keeps it and its version; only if the stored version is still `expectedVersion`.
   * With 0 there may be no pair: then the revocation alone is stored. False: somebody else was faster.
   */
  markRevoked(connection: string, revocation: Revocation, expectedVersion: number): Promise<boolean>;
}

/** One refresh at a time per connection, across processes and replicas (I5). */
export interface RefreshLease {
  /**
   * Waits until nobody else holds the lease of this connection, then runs `work`. The signal it passes fires when the
   * lease is lost or the caller's own signal does.
   */
  run<T>(connection: string, work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** Injection tokens of the two, which whoever wires the program provides. */
export const TOKEN_VAULT = Symbol('TokenVault');
export const REFRESH_LEASE = Symbol('RefreshLease');
