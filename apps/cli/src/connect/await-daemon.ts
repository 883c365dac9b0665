import { MINUTE, type Problem, problemError, SECOND } from '@tillbridge/domain';
import { type AuthorizationOrder, PATIENCE } from '@tillbridge/oauth';
import { CLI_PROBLEMS } from '../problems.js';
import type { Errand } from './return.js';

const ASK_AGAIN = SECOND;

/** Whether the browser comes back to a daemon of these settings, which finishes what is begun here. */
export function leadsToDaemon({ redirectUri }: Pick<AuthorizationOrder, 'redirectUri'>, publicUrl: string): boolean {
  return redirectUri === `${publicUrl}/oauth/callback`;
}

/**
 * Waits until the daemon has finished what was begun here, and answers how: with problems, or well with none. Whoever ends
 * the wait leaves nothing behind that could still be finished.
 *
 * @throws TillbridgeError `connect.service_heard_nothing`
 */
export async function finishedByDaemon(
  { authorizer, order, begun, invocation }: Errand,
  signal: AbortSignal,
): Promise<readonly Problem[]> {
  try {
    // Counted, not read from the clock, which a person or a time server may set.
    for (let waited = 0; waited < PATIENCE; waited += ASK_AGAIN) {
      const problems = await authorizer.heard(order, begun);
      if (problems !== null) return problems;
      await invocation.io.pause(ASK_AGAIN, signal);
    }
  } catch (error) {
    await authorizer.withdraw(order, begun);
    throw error;
  }
  await authorizer.withdraw(order, begun);
  const { connection, redirectUri } = order;
  const parameters = { connection, redirectUri, minutes: PATIENCE / MINUTE };
  throw problemError(CLI_PROBLEMS, 'connect.service_heard_nothing', parameters);
}
