import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

export interface StartOptions extends Omit<SpawnOptions, 'detached'> {
  /** How it is asked to end. */
  readonly endedBy?: NodeJS.Signals;
}

/** The processes of the demo. Ctrl-C reaches none of them: the demo ends them in order, and the guard what it left. */
export interface Children {
  start(command: string, words: readonly string[], options: StartOptions): ChildProcess;
  /** A program for Node, with the flags that this process was started with. */
  startNode(words: readonly string[], options: StartOptions): ChildProcess;
  /** Asks it to end, and ends it when it has not after `patience` milliseconds. */
  stop(child: ChildProcess, patience: number): Promise<void>;
  /** Ends at once whatever still runs, then the guard. */
  close(): Promise<void>;
}

/** @param guardFile `guard.js`, or its source */
export function createChildren(guardFile: string): Children {
  const node = (words: readonly string[]): string[] => [...process.execArgv, ...words];
  const guard = spawn(process.execPath, node([guardFile]), { detached: true, stdio: ['pipe', 'ignore', 'inherit'] });
  // It may have been killed too; then nobody is left to be told.
  guard.stdin.on('error', () => undefined);
  const running = new Map<ChildProcess, NodeJS.Signals>();
  const start: Children['start'] = (command, words, { endedBy = 'SIGTERM', ...options }) => {
    const child = spawn(command, words, { ...options, detached: true });
    const { pid } = child;
    if (pid === undefined) return child;
    running.set(child, endedBy);
    guard.stdin.write(`+ ${pid} ${endedBy}\n`);
    child.once('exit', () => {
      running.delete(child);
      if (guard.stdin.writable) guard.stdin.write(`- ${pid}\n`);
    });
    return child;
  };
  return {
    start,
    startNode: (words, options) => start(process.execPath, node(words), options),
    async stop(child, patience) {
      await stopped(child, running.get(child), patience);
    },
    async close() {
      await Promise.all([...running.keys()].map((child) => stopped(child, 'SIGKILL', 0)));
      guard.stdin.end();
      if (guard.exitCode === null && guard.signalCode === null) await once(guard, 'exit');
    },
  };
}

async function stopped(child: ChildProcess, signal: NodeJS.Signals | undefined, patience: number): Promise<void> {
  if (signal === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), patience);
  await ended;
  clearTimeout(late);
}
