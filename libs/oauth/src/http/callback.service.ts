import { Inject, Injectable } from '@nestjs/common';
import { problemError, type Problem, problemOf, TillbridgeError } from '@tillbridge/domain';
import { type Log, LOG, type LogEntry, type LogLevel } from '@tillbridge/observability';
import { causeOf, problemOfCause } from '@tillbridge/plugin-kit';

import { type Asked, AuthorizationStates } from '../authorize/authorization-states.js';
import { Authorizer } from '../authorize/authorizer.js';
import { type CallbackQuery, isStray, stateOf } from '../authorize/callback-query.js';
import { OAUTH_PROBLEMS } from '../problems.js';
import { CALLBACK_ORDERS, type CallbackOrders, type RefusedCallback } from './callback-orders.js';

export interface CallbackOutcome {
  /** null where the answer belongs to no request of ours. */
  readonly connection: string | null;
  /** None where the connection is authorised. */
  readonly problems: readonly Problem[];
}

/**
 * Finishes what somebody began elsewhere, such as at the command line: the state says who and for which connection. How it
 * ended is left in the store for them.
 */
@Injectable()
export class CallbackService {
  constructor(
    private readonly authorizer: Authorizer,
    private readonly states: AuthorizationStates,
    @Inject(CALLBACK_ORDERS) private readonly orders: CallbackOrders,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async answer(query: CallbackQuery, requestId: string | null): Promise<CallbackOutcome> {
    let asked: Asked | null = null;
    try {
      const state = stateOf(query);
      asked = await this.states.asked(state);
      if (asked === null) throw problemError(OAUTH_PROBLEMS, 'oauth.state_unknown', { connection: '<connection>' });
      await this.finish(query, state, asked);
      const { connection } = asked.party;
      this.tell('info', { event: 'oauth.authorized', connection, message: 'a connection was authorised' });
      return { connection, problems: [] };
    } catch (error) {
      const connection = asked?.party.connection ?? null;
      const problems = problemsOf(error, connection);
      // Codes only: the texts of a POS may carry what somebody else wrote.
      const fields = { codes: problems.map(({ code }) => code) };
      const told = { event: 'oauth.refused', message: 'an answer of the POS was turned away', fields };
      const isDefect = problems.some(({ code }) => code === 'oauth.callback_defect');
      this.tell('warn', { ...told, ...(connection === null ? {} : { connection }), ...(isDefect ? { error } : {}) });
      await this.writeDown({ asked, problems, requestId });
      return { connection, problems };
    }
  }

  /** The browser is answered all the same where the store is away. */
  private async writeDown(refused: RefusedCallback): Promise<void> {
    try {
      await this.orders.refused(refused);
    } catch (error) {
      this.tell('warn', { event: 'oauth.not_audited', message: 'a refusal is missing in the audit', error });
    }
  }

  private tell(level: LogLevel, entry: LogEntry): void {
    this.log.write(level, { component: 'oauth', ...entry });
  }

  private async finish(query: CallbackQuery, state: string, asked: Asked): Promise<void> {
    try {
      const order = await this.orders.orderOf(asked);
      const candidate = await this.authorizer.finish(order, query);
      try {
        await this.orders.settle(order, candidate);
      } catch (error) {
        await this.authorizer.drop(order, candidate);
        throw error;
      }
    } catch (error) {
      // A stray answer ends nothing: the right one may still come.
      if (!isStray(error)) await this.states.tell(state, asked.party, problemsOf(error, asked.party.connection));
      throw error;
    }
    await this.states.tell(state, asked.party, []);
  }
}

function problemsOf(error: unknown, connection: string | null): readonly Problem[] {
  if (error instanceof TillbridgeError) return error.problems;
  const cause = causeOf(error);
  if (cause !== undefined) return [problemOfCause(cause)];
  return [problemOf(OAUTH_PROBLEMS, 'oauth.callback_defect', { connection: connection ?? '<connection>' })];
}
