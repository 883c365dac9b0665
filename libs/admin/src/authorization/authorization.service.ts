import { problemError, TillbridgeError } from '@tillbridge/domain';
import type { HostService } from '@tillbridge/host';
import type { Asked, AuthorizationOrder, Authorizer, Candidate } from '@tillbridge/oauth';
import { causeOf, type CheckItem, type ShopRecord } from '@tillbridge/plugin-kit';
import type { PluginRegistry } from '@tillbridge/registry';
import type { ConnectionSettings } from '@tillbridge/settings';
import { declareConnection, saveShops } from '@tillbridge/store';
import type { Author } from '../audit/change-log.js';
import { refuseDeleted } from '../connections/refuse-deleted.js';
import { connectionNamed } from '../named.js';
import { ADMIN_PROBLEMS } from '../problems.js';
import type { AdminScope } from '../scope.js';
import { type Account, accountBehind, shopText } from './account.js';
import { orderOf } from './order.js';
import { pastedQuery } from './pasted.js';

export interface BegunAuthorization {
  readonly connection: string;
  /** To be opened in a browser by whoever may grant the access. */
  readonly url: string;
  /** Where the POS sends that browser. */
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly expiresAt: number;
}

export interface AuthorizedAccount {
  readonly connection: string;
  readonly scopes: readonly string[];
  readonly shops: readonly ShopRecord[];
  readonly checks: readonly CheckItem[];
}

/** Connects through the API: an address to open, and then the address that the browser came to. */
export class AuthorizationService {
  constructor(
    private readonly scope: AdminScope,
    private readonly registry: PluginRegistry,
    private readonly host: HostService,
    private readonly authorizer: Authorizer,
  ) {}

  /** `anotherAccount`: said beforehand, since nobody can be asked where the browser comes back by itself. */
  async begin(
    id: string,
    { anotherAccount }: { readonly anotherAccount: boolean },
    { actor }: Author,
  ): Promise<BegunAuthorization> {
    const named = await this.order(connectionNamed(this.scope.settings, id), actor);
    const order = { ...named, anotherAccount };
    const { url, expiresAt } = await this.authorizer.begin(order);
    const { redirectUri, authorization } = order;
    return { connection: id, url, redirectUri, scopes: authorization.scopes, expiresAt };
  }

  /**
   * Takes what the POS granted, unless it is another account than the one known so far and nobody says that this is
   * meant. A connection that was deleted lives again.
   *
   * @throws TillbridgeError `oauth.*`, `connect.*`
   */
  async finish(
    id: string,
    returned: { readonly address: string; readonly anotherAccount: boolean; readonly signal: AbortSignal },
    author: Author,
  ): Promise<AuthorizedAccount> {
    const { address, anotherAccount, signal } = returned;
    const order = { ...(await this.order(connectionNamed(this.scope.settings, id), author.actor)), anotherAccount };
    try {
      const candidate = await this.authorizer.finish(order, pastedQuery(address, order, null), signal);
      return await this.take(order, candidate, { author, signal });
    } catch (error) {
      const reason = error instanceof TillbridgeError ? error.code : (causeOf(error)?.code ?? null);
      if (reason !== null) await this.refused({ ...author, reason }, id);
      throw error;
    }
  }

  /** Tells the audit that an answer was turned away; the code of why is the reason, and nothing of the answer is kept (I6). */
  async refused(author: Author, connection: string | null): Promise<void> {
    const subject = connection === null ? 'callback' : `connection:${connection}`;
    const change = { action: 'connection.authorize_refused', subject };
    await this.scope.changes.make(author, () => Promise.resolve({ result: undefined, changes: [change] }));
  }

  /** What was asked for with a state, for whoever finishes it here. */
  async orderOf({ party, anotherAccount }: Asked): Promise<AuthorizationOrder> {
    const connection = connectionNamed(this.scope.settings, party.connection);
    return { ...(await this.order(connection, party.startedBy)), anotherAccount };
  }

  /** As `finish`, of a pair that is here already. */
  async take(
    order: AuthorizationOrder,
    candidate: Candidate,
    { author, signal }: { readonly author: Author; readonly signal: AbortSignal },
  ): Promise<AuthorizedAccount> {
    const id = order.connection;
    const connection = connectionNamed(this.scope.settings, id);
    const account = await this.accept(candidate, { order, connection, signal });
    await this.remember(id, { scopes: candidate.scopes, shops: account.shops }, author);
    return { connection: id, scopes: candidate.scopes, shops: account.shops, checks: account.items };
  }

  /** Writes down who adopted which account: the next time it is known which shops it has, whatever is read meanwhile. */
  async remember(
    id: string,
    { scopes, shops }: Pick<AuthorizedAccount, 'scopes' | 'shops'>,
    author: Author,
  ): Promise<void> {
    const connection = connectionNamed(this.scope.settings, id);
    await this.scope.changes.make(author, async (session) => {
      const at = this.scope.clock.now();
      await declareConnection(session, connection, at);
      await saveShops(session, id, shops, at);
      const after = { scopes, shops: shops.map(shopText) };
      return { result: undefined, changes: [{ action: 'connection.authorize', subject: `connection:${id}`, after }] };
    });
  }

  /** What the connection's own access allows. */
  async check(id: string, signal: AbortSignal): Promise<readonly CheckItem[]> {
    const connection = connectionNamed(this.scope.settings, id);
    await refuseDeleted(this.scope.store.read, id);
    return (await this.host.open(connection)).check({ signal });
  }

  private order(connection: ConnectionSettings, startedBy: string): Promise<AuthorizationOrder> {
    const { registry, host } = this;
    return orderOf(connection, { registry, host, settings: this.scope.settings, startedBy });
  }

  /** On any other way out the pair is forgotten. */
  private async accept(candidate: Candidate, { order, connection, signal }: Acceptance): Promise<Account> {
    try {
      const account = await accountBehind(candidate, connection, { host: this.host, store: this.scope.store, signal });
      if (account.otherThan !== null && order.anotherAccount !== true) {
        const [shops, known] = [account.shops.map(shopText).join(', ') || '-', account.otherThan.join(', ')];
        throw problemError(ADMIN_PROBLEMS, 'connect.account_differs', { connection: connection.id, shops, known });
      }
      await this.authorizer.adopt(order, candidate);
      return account;
    } catch (error) {
      await this.authorizer.drop(order, candidate);
      throw error;
    }
  }
}

interface Acceptance {
  readonly order: AuthorizationOrder;
  readonly connection: ConnectionSettings;
  readonly signal: AbortSignal;
}
