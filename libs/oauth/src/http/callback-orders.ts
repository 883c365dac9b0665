import type { Problem } from '@tillbridge/domain';

import type { Asked } from '../authorize/authorization-states.js';
import type { AuthorizationOrder, Candidate } from '../authorize/authorizer.js';

/** An answer that was turned away. */
export interface RefusedCallback {
  /** null where it belongs to no open request. */
  readonly asked: Asked | null;
  readonly problems: readonly Problem[];
  /** Of the HTTP request, as the log has it. */
  readonly requestId: string | null;
}

/** What the callback route needs of those who know settings, plugins and the POS. */
export interface CallbackOrders {
  /** @throws TillbridgeError where the settings no longer name the connection, or its connector cannot be used */
  orderOf(asked: Asked): Promise<AuthorizationOrder>;
  /**
   * Looks at whose account the pair opens, makes it the connection's own and asks for an import. Where it is not taken the
   * caller drops it.
   *
   * @throws TillbridgeError, CauseError why the pair is not taken
   */
  settle(order: AuthorizationOrder, candidate: Candidate): Promise<void>;
  /** Writes it into the audit, without any part of the answer (I6). */
  refused(refused: RefusedCallback): Promise<void>;
}

/** Nest's token of it. */
export const CALLBACK_ORDERS = Symbol('CallbackOrders');
