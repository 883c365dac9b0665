import type { FreshGrant, StoredGrant } from '../grant.js';
import type { RefreshLease, TokenVault } from '../vault.js';
import type { AuthorizationStates, Party } from './authorization-states.js';

/** The vault of a pair that waits for confirmation: the same rules as the connection's own (I5), another row. */
export class CandidateVault implements TokenVault {
  constructor(
    private readonly states: AuthorizationStates,
    private readonly ticket: string,
    private readonly party: Party,
  ) {}

  /** Always one version: nobody but the holder of the ticket writes it. */
  async read(): Promise<StoredGrant> {
    return { version: 1, grant: await this.states.kept(this.ticket, this.party), revoked: null };
  }

  async saveFresh(_connection: string, grant: FreshGrant): Promise<boolean> {
    return this.states.renew(this.ticket, this.party, grant);
  }

  /** Nothing to mark: a candidate that the POS refuses is dropped. */
  async markRevoked(): Promise<boolean> {
    return true;
  }
}

/** Only one process holds the ticket, so there is nobody to wait for. */
export const soleHolder: RefreshLease = {
  run: (_connection, work, signal) => work(signal ?? new AbortController().signal),
};
