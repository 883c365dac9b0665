import { type Clock, problemError } from '@tillbridge/domain';
import {
  type CredentialRow,
  credentialOf,
  type Seal,
  type Session,
  type Store,
  STORE_PROBLEMS,
  writeCredential,
} from '@tillbridge/store';

import type { FreshGrant, Revocation, StoredGrant } from './grant.js';
import type { TokenVault } from './vault.js';

export type Contents = Pick<StoredGrant, 'grant' | 'revoked'>;

/** Keeps the grants in the store, sealed (I6). Each save is one commit (I5). */
export class StoreVault implements TokenVault {
  constructor(
    private readonly store: Store,
    private readonly seal: Seal,
    private readonly options: { readonly clock: Clock; readonly keyFile: string },
  ) {}

  async read(connection: string): Promise<StoredGrant | null> {
    const row = await credentialOf(this.store.read, connection);
    return row === null ? null : { version: row.version, ...this.open(row) };
  }

  async saveFresh(connection: string, grant: FreshGrant, expectedVersion: number): Promise<boolean> {
    return this.write(connection, { grant, revoked: null }, { expectedVersion, version: expectedVersion + 1 });
  }

  async markRevoked(connection: string, revoked: Revocation, expectedVersion: number): Promise<boolean> {
    const stored = await this.read(connection);
    if ((stored?.version ?? 0) !== expectedVersion) return false;
    const contents = { grant: stored?.grant ?? null, revoked };
    return this.write(connection, contents, { expectedVersion, version: expectedVersion });
  }

  /**
   * Replaces the pair by a revocation, in the transaction of the caller: the sealed tokens are gone, and the first
   * token of the settings is not used either. A refresh that is under way finds a higher version and saves nothing.
   * Returns false where that refresh was faster.
   */
  async destroyWithin(session: Session, connection: string, revoked: Revocation): Promise<boolean> {
    const before = (await credentialOf(session, connection))?.version ?? 0;
    return writeCredential(session, {
      connectionId: connection,
      sealed: this.seal.seal(JSON.stringify({ grant: null, revoked }), contextOf(connection)),
      version: before + 1,
      state: 'revoked',
      cause: JSON.stringify(revoked.cause),
      expectedVersion: before,
      at: this.options.clock.now(),
    });
  }

  private async write(
    connection: string,
    contents: Contents,
    versions: { readonly expectedVersion: number; readonly version: number },
  ): Promise<boolean> {
    const sealed = this.seal.seal(JSON.stringify(contents), contextOf(connection));
    return this.store.transaction(null, (session) =>
      writeCredential(session, {
        connectionId: connection,
        sealed,
        ...versions,
        state: contents.revoked === null ? 'valid' : 'revoked',
        cause: contents.revoked === null ? null : JSON.stringify(contents.revoked.cause),
        at: this.options.clock.now(),
      }),
    );
  }

  private open(row: CredentialRow): Contents {
    try {
      return JSON.parse(this.seal.open(row.sealed, contextOf(row.connectionId))) as Contents;
    } catch (error) {
      const parameters = { connection: row.connectionId, file: this.options.keyFile };
      throw problemError(STORE_PROBLEMS, 'store.key_mismatch', parameters, { cause: error });
    }
  }
}

/** The context that a sealed pair is bound to (see `Seal`): a row copied to another connection does not open there. */
export function contextOf(connection: string): string {
  return `credential/${connection}`;
}
