import type { AuthorizationOrder, Candidate } from '@tillbridge/oauth';
import { connectionsOf } from '@tillbridge/store';
import type { JobsService } from '../jobs/jobs.service.js';
import { connectionNamed } from '../named.js';
import type { AdminScope } from '../scope.js';
import type { AuthorizationService } from './authorization.service.js';

/** How long the look at the account may take, in milliseconds: a browser waits for it. */
const LOOK_LIMIT = 45_000;

/**
 * What the callback route asks for: the order behind a state, and what becomes of the pair. Nobody can be asked here, so an
 * account with other shops takes a connection over only where whoever began it has said so.
 */
export class ConnectionOrders {
  readonly orderOf: AuthorizationService['orderOf'];

  constructor(
    private readonly scope: Pick<AdminScope, 'settings' | 'store'>,
    private readonly authorization: AuthorizationService,
    private readonly jobs: JobsService,
  ) {
    this.orderOf = (asked) => authorization.orderOf(asked);
  }

  /** @throws CauseError, TillbridgeError `connect.rights_missing`, `connect.account_differs` */
  async settle(order: AuthorizationOrder, candidate: Candidate): Promise<void> {
    const { connection, startedBy } = order;
    const author = { actor: startedBy, reason: null, requestId: null };
    await this.authorization.take(order, candidate, { author, signal: AbortSignal.timeout(LOOK_LIMIT) });
    if (!(await this.isActive(connection))) return;
    const window = { from: null, to: null, acceptVanished: false };
    await this.jobs.requestImport({ connection, deliver: true, ...window }, author);
  }

  private async isActive(id: string): Promise<boolean> {
    const stored = (await connectionsOf(this.scope.store.read)).find((row) => row.id === id);
    return (stored ?? connectionNamed(this.scope.settings, id)).active;
  }
}
