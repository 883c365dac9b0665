import { MINUTE, type Problem, SECOND } from '@tillbridge/domain';
import type { Asked, AuthorizationOrder, Candidate } from '@tillbridge/oauth';
import { connectionsOf } from '@tillbridge/store';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { JobsService } from '../jobs/jobs.service.js';
import { connectionNamed } from '../named.js';
import type { AdminScope } from '../scope.js';
import type { AuthorizationService } from './authorization.service.js';

/** How long the look at the account may take, in milliseconds: a browser waits for it. */
const LOOK_LIMIT = 45_000;

/** Of refusals, in ten minutes and of one subject: more than anybody clicks. */
const MOST_ROWS = 20;

/** As the callback route tells it. */
interface RefusedAnswer {
  /** null where it belongs to no open request. */
  readonly asked: Pick<Asked, 'party'> | null;
  readonly problems: readonly Problem[];
  readonly requestId: string | null;
}

/**
 * What the callback route asks for: the order behind a state, and what becomes of the pair. Nobody can be asked here, so an
 * account with other shops takes a connection over only where whoever began it has said so.
 */
export class ConnectionOrders {
  private readonly rows = new RateLimiterMemory({ points: MOST_ROWS, duration: (10 * MINUTE) / SECOND });
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

  /**
   * Tells the audit who began what was turned away, and the code of why. Anybody may call the route, so only some within
   * ten minutes become rows: nobody shall fill the disk. The log has each.
   */
  async refused({ asked, problems, requestId }: RefusedAnswer): Promise<void> {
    const { connection = null, startedBy = 'browser' } = asked?.party ?? {};
    if ((await this.rows.penalty(connection ?? '')).consumedPoints > MOST_ROWS) return;
    const author = { actor: startedBy, reason: problems[0]?.code ?? null, requestId };
    await this.authorization.refused(author, connection);
  }

  private async isActive(id: string): Promise<boolean> {
    const stored = (await connectionsOf(this.scope.store.read)).find((row) => row.id === id);
    return (stored ?? connectionNamed(this.scope.settings, id)).active;
  }
}
