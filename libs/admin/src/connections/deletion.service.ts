import { randomUUID } from 'node:crypto';
import { instantText, problemError, SECOND, TillbridgeError } from '@tillbridge/domain';
import type { Egress } from '@tillbridge/egress';
import { firstTokenHash, revokeGrant, type RevokedAtPos, type StoreVault } from '@tillbridge/oauth';
import { CauseError, type OAuth2Description } from '@tillbridge/plugin-kit';
import { allowedOrigins, checkPluginSettings, type PluginRegistry } from '@tillbridge/registry';
import { awaitLease } from '@tillbridge/scheduling';
import {
  connectionsOf,
  declareConnection,
  deleteSomeFigures,
  endLease,
  endWorkOfConnection,
  markConnectionDeleted,
  type Session,
} from '@tillbridge/store';
import type { Author } from '../audit/change-log.js';
import { connectionNamed } from '../named.js';
import { ADMIN_PROBLEMS } from '../problems.js';
import type { AdminScope } from '../scope.js';

export interface DeletionRequest {
  /** The id once more, so that nobody deletes by a slip. */
  readonly confirm: string | null;
  readonly figures: 'keep' | 'delete';
}

export interface DeletionReport {
  readonly connection: string;
  readonly access: RevokedAtPos | 'none';
  readonly figures: 'kept' | 'deleted';
}

const LEASE_WAIT = 10 * SECOND;
const ROWS_AT_ONCE = 500;
const ATTEMPTS = 3;

/**
 * Ends a connection: the grant is taken back at the POS where that is possible, what was sealed is destroyed, open jobs
 * are closed. The figures stay unless they are to go too; the settings file may name the connection on, but it comes back
 * only by being connected again.
 */
export class DeletionService {
  constructor(
    private readonly scope: AdminScope,
    private readonly registry: PluginRegistry,
    private readonly egress: Egress,
    private readonly vault: StoreVault,
  ) {}

  /** @throws TillbridgeError `sync.connection_unknown`, `connection.confirm_missing`, `connection.in_use` */
  async delete(id: string, request: DeletionRequest, author: Author): Promise<DeletionReport> {
    const connection = connectionNamed(this.scope.settings, id);
    if (request.confirm !== id) throw problemError(ADMIN_PROBLEMS, 'connection.confirm_missing', { connection: id });
    const description = await this.descriptionOf(id);
    // Before the transaction: no HTTP inside of one (I4).
    const access = await this.revokeAtPos(id, description);
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.scope.changes.make(author, async (session) => {
          // First, because a run takes this lease first: an import that is at work is refused at its next commit, and
          // ends.
          await endLease(session, `connection:${id}`);
          const before = (await connectionsOf(session)).find((row) => row.id === id);
          await declareConnection(session, connection, this.scope.clock.now());
          await this.end(session, id, description);
          const change = { action: 'connection.delete', subject: `connection:${id}` };
          const states = { before: { active: before?.active ?? connection.active }, after: { access, ...request } };
          return { result: undefined, changes: [{ ...change, ...states }] };
        });
        break;
      } catch (error) {
        if (error !== OVERTAKEN || attempt === ATTEMPTS) throw error;
      }
    }
    if (request.figures === 'delete') await this.deleteFigures(id);
    return { connection: id, access, figures: request.figures === 'delete' ? 'deleted' : 'kept' };
  }

  private async end(session: Session, id: string, description: OAuth2Description | null): Promise<void> {
    const at = this.scope.clock.now();
    const cause = new CauseError({
      code: 'auth.revoked',
      message: `The connection ${id} was deleted on ${instantText(at)}.`,
      remedy: `Connect it again: "tillbridge connect ${id}".`,
      detail: { reason: 'deleted' },
    }).cause_;
    const hash = description === null ? null : firstTokenHash(description);
    if (!(await this.vault.destroyWithin(session, id, { cause, at, firstTokenHash: hash }))) throw OVERTAKEN;
    await markConnectionDeleted(session, id, at);
    await endWorkOfConnection(session, id, { outcome: 'the connection was deleted', at });
  }

  /** Null where the connector cannot be asked: a connection whose plugin is broken can be deleted too. */
  private async descriptionOf(id: string): Promise<OAuth2Description | null> {
    const { connector, settings } = connectionNamed(this.scope.settings, id);
    try {
      const { manifest, made } = await this.registry.connector(connector);
      const checked = checkPluginSettings(manifest, settings).settings;
      const { revokeUrl, ...description } = made.authorization(checked);
      // The client secret and the refresh token are sent to this address.
      const isOwn = allowedOrigins(manifest, checked).has(URL.parse(revokeUrl ?? '')?.origin ?? '');
      return revokeUrl !== undefined && isOwn ? { ...description, revokeUrl } : description;
    } catch (error) {
      if (error instanceof TillbridgeError || error instanceof CauseError) return null;
      throw error;
    }
  }

  private async revokeAtPos(id: string, description: OAuth2Description | null): Promise<DeletionReport['access']> {
    if (description === null) return 'not_offered';
    try {
      const stored = await this.vault.read(id);
      const isDead = stored?.revoked !== null && stored?.revoked !== undefined;
      const token = stored?.grant?.refreshToken ?? (isDead ? undefined : description.firstRefreshToken);
      return token === undefined ? 'none' : await revokeGrant(this.egress, description, token);
    } catch (error) {
      // A pair that no key opens any more can only be taken back by a person at the POS.
      if (error instanceof TillbridgeError && error.code === 'store.key_mismatch') return 'failed';
      throw error;
    }
  }

  /** In batches under the lease of the connection, so that no import writes meanwhile (I4). */
  private async deleteFigures(id: string): Promise<void> {
    const { store } = this.scope;
    const wait = { owner: randomUUID(), wait: LEASE_WAIT, signal: new AbortController().signal };
    const held = await awaitLease(store, `connection:${id}`, wait);
    if (held === null) throw problemError(ADMIN_PROBLEMS, 'connection.in_use', { connection: id });
    try {
      for (;;) {
        const gone = await store.transaction(held.lease, (session) => deleteSomeFigures(session, id, ROWS_AT_ONCE));
        if (gone === 0) return;
      }
    } finally {
      await held.release();
    }
  }
}

/** Rolls the transaction back: a refresh saved a newer pair at the same moment. */
const OVERTAKEN = new Error('another pair was saved at the same moment');
