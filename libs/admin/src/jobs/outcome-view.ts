import { instantText, sayProblem } from '@tillbridge/domain';
import type { Cause } from '@tillbridge/plugin-kit';
import type { ImportOutcome } from '@tillbridge/scheduling';

/** A failure is kept in plain words, everything else as JSON. */
export function parsed(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Whether an import left nothing open: nothing unread, nothing that an output did not take. */
export function isComplete(outcome: unknown): boolean {
  if (!isOutcome(outcome)) return false;
  const { sync, deliveries } = outcome;
  const isRead =
    sync.causes.length === 0 && sync.problems.length === 0 && sync.streams.every(({ complete }) => complete);
  return isRead && deliveries.every(({ failed, dead }) => failed.length === 0 && dead.length === 0);
}

/**
 * The outcome as the API shows it: problems in words, instants as text, without what marks causes inside the program.
 */
export function outcomeView(outcome: unknown): unknown {
  if (!isOutcome(outcome)) return outcome;
  const { sync, deliveries, ...rest } = outcome;
  const streams = sync.streams.map(streamView);
  const problems = sync.problems.map((problem) => ({ code: problem.code, ...sayProblem(problem) }));
  return {
    ...rest,
    sync: { ...sync, streams, problems, causes: sync.causes.map(causeView) },
    deliveries: deliveries.map(({ failed, dead, ...delivery }) => ({
      ...delivery,
      failed: failed.map(withCause),
      dead: dead.map(withCause),
    })),
  };
}

/** What was read of one stream, as programs read it. */
export function streamView({ from, to, ...stream }: ImportOutcome['sync']['streams'][number]) {
  return { ...stream, from: instantText(from), to: instantText(to) };
}

function isOutcome(outcome: unknown): outcome is ImportOutcome {
  return typeof outcome === 'object' && outcome !== null && 'sync' in outcome && 'deliveries' in outcome;
}

function withCause<T extends { readonly cause: Cause }>({ cause, ...day }: T) {
  return { ...day, cause: causeView(cause) };
}

function causeView({ $cause: _brand, ...cause }: Cause): Omit<Cause, '$cause'> {
  return cause;
}
