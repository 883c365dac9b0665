import { setTimeout as pause } from 'node:timers/promises';
import { createInterface } from 'node:readline/promises';
import { readEnvironment } from '@tillbridge/settings';
import { run } from './command-line.js';
import { exitCodeBeside } from './exit-code.js';
import { Interrupted } from './interrupted.js';

/** The command line with the real terminal, clock and signals. A second signal ends the process at once. */
export async function runInProcess(self: NodeJS.Process): Promise<number> {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    self.on(name, () => {
      const reason = new Interrupted(name);
      if (controller.signal.aborted) self.exit(reason.exitCode);
      controller.abort(reason);
    });
  }
  // A reader that has seen enough (`| head`) closes the pipe; that is no failure of ours.
  self.stdout.on('error', (error: NodeJS.ErrnoException) => self.exit(error.code === 'EPIPE' ? 0 : 1));
  let strayFailed = false;
  // A plugin may drop a promise that fails later; the command itself goes on, but does not call it success.
  self.on('unhandledRejection', (reason) => {
    if (!controller.signal.aborted)
      self.stderr.write(`tillbridge: ${reason instanceof Error ? reason.message : String(reason)}\n`);
    strayFailed = true;
  });
  const exitCode = await run(self.argv.slice(2), {
    out: (text) => void self.stdout.write(text),
    err: (text) => void self.stderr.write(text),
    screen: self.stderr.isTTY ? self.stderr : null,
    environment: readEnvironment(),
    workingDirectory: self.cwd(),
    clock: { now: () => Date.now() },
    pause: (milliseconds, signal) => pause(milliseconds, undefined, { signal }),
    signal: controller.signal,
    ask: self.stdin.isTTY ? (question, signal) => askOn(self, question, signal) : undefined,
    entry: import.meta.filename.endsWith('.ts') ? 'source' : 'built',
    host: {},
  });
  return exitCodeBeside(exitCode, strayFailed);
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
