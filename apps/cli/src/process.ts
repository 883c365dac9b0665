import { setTimeout as pause } from 'node:timers/promises';
import { createInterface } from 'node:readline/promises';
import type { Clock } from '@tillbridge/domain';
import { readEnvironment } from '@tillbridge/settings';
import { run } from './command-line.js';
import { exitCodeBeside } from './exit-code.js';
import { Incidents } from './incidents.js';
import { Interrupted } from './interrupted.js';

const SYSTEM_CLOCK: Clock = { now: () => Date.now() };

/** The command line with the real terminal, clock and signals. A second signal ends the process at once. */
export async function runInProcess(self: NodeJS.Process, clock = SYSTEM_CLOCK): Promise<number> {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    self.on(name, () => {
      const reason = new Interrupted(name);
      if (controller.signal.aborted) self.exit(reason.exitCode);
      controller.abort(reason);
    });
  }
  const incidents = new Incidents(self, controller.signal);
  const exitCode = await run(self.argv.slice(2), {
    out: (text) => void self.stdout.write(text),
    err: (text) => void self.stderr.write(text),
    screen: self.stderr.isTTY ? self.stderr : null,
    environment: readEnvironment(),
    workingDirectory: self.cwd(),
    clock,
    pause: (milliseconds, signal) => pause(milliseconds, undefined, { signal }),
    signal: controller.signal,
    ask: self.stdin.isTTY ? (question, signal) => askOn(self, question, signal) : undefined,
    terminal: self.stdout.isTTY ? self.stdout : undefined,
    beService: (listeners) => incidents.beService(listeners),
    entry: import.meta.filename.endsWith('.ts') ? 'source' : 'built',
    host: {},
  });
  return exitCodeBeside(exitCode, incidents.strayFailed);
}

/**
 * One line; null when the input ends. Not as a terminal of readline's own: that would keep Ctrl-C from being a signal.
 * The question goes to stderr, since stdout belongs to the result.
 */
async function askOn({ stdin, stderr }: NodeJS.Process, question: string, signal: AbortSignal): Promise<string | null> {
  const lines = createInterface({ input: stdin, output: stderr, terminal: false });
  const ended = new Promise<null>((resolve) => {
    lines.once('close', () => resolve(null));
  });
  try {
    return await Promise.race([lines.question(question, { signal }), ended]);
  } finally {
    lines.close();
  }
}
