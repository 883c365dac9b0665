import { MINUTE, SECOND } from '@tillbridge/domain';
import { CAUSES } from '@tillbridge/plugin-kit';
import { Dispatcher, type ImportOutcome, type ImportRequest } from '@tillbridge/scheduling';
import type { LockHolder } from '@tillbridge/store';
import type { Application } from '@tillbridge/application';
import { allAttempts } from './all-attempts.js';
import { progressView } from '../progress/progress.js';
import type { Invocation } from '../invocation.js';

const FIRST_PAUSE = 5 * SECOND;
const LONGEST_PAUSE = MINUTE;

export interface Patience {
  /** For another process that works on the database or the connection. Milliseconds. */
  readonly forProcess: number;
  /** For a POS or a receiver that is down. Milliseconds. */
  readonly forReceiver: number;
}

/** Imports. While a POS or a receiver is down it tries again after a pause, until the wait is over. */
export async function importUntilDone(
  invocation: Invocation,
  application: Application,
  request: ImportRequest,
  patience: Patience,
): Promise<ImportOutcome> {
  const { signal, pause } = invocation.io;
  let waited = 0;
  let done: ImportOutcome | null = null;
  for (let next = FIRST_PAUSE; ; next = Math.min(2 * next, LONGEST_PAUSE)) {
    const outcome = await importOnce(invocation, application, request, patience.forProcess);
    done = allAttempts(done, outcome);
    const left = patience.forReceiver - waited;
    if (left <= 0 || !mayPass(outcome)) return done;
    const step = Math.min(next, left);
    invocation.note(invocation.messages.sync.again(Math.ceil(step / SECOND)));
    await pause(step, signal);
    waited += step;
  }
}

async function importOnce(
  invocation: Invocation,
  application: Application,
  request: ImportRequest,
  wait: number,
): Promise<ImportOutcome> {
  const view = progressView(invocation);
  try {
    return await application.context.get(Dispatcher).import(request, {
      wait,
      requestedBy: 'command line',
      onWaiting: (holder) => invocation.note(invocation.messages.sync.waiting(nameOf(invocation, holder))),
      onStandingBack: () => invocation.note(invocation.messages.sync.standingBack),
      onProgress: (progress) => view.update(progress),
      signal: invocation.io.signal,
    });
  } finally {
    view.end();
  }
}

function nameOf({ messages: { sync } }: Invocation, holder: LockHolder | null): string {
  return holder === null ? sync.anotherProcess : sync.holder(holder.command, holder.process, holder.host);
}

/** Whether something failed that goes away by itself. */
function mayPass({ sync, deliveries }: ImportOutcome): boolean {
  const causes = [...sync.causes, ...deliveries.flatMap(({ failed }) => failed.map(({ cause }) => cause))];
  return causes.some(({ code }) => CAUSES[code].kind === 'later');
}
