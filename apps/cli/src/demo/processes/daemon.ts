import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { type Layout, shown } from '../layout.js';
import type { Children } from './children.js';

export interface RunningDaemon {
  readonly child: ChildProcess;
  readonly url: string;
}

const READY_WITHIN = 60_000;
const LOOK = 100;

/** `tillbridge serve`, as a service manager starts it; what it says goes to the log. */
export async function startDaemon(
  layout: Layout,
  { url, children, signal }: { readonly url: string; readonly children: Children; readonly signal: AbortSignal },
): Promise<RunningDaemon> {
  const log = openSync(layout.logFile, 'a');
  const words = [layout.commandFile, 'serve', '--config', shown(layout, layout.settingsFile)];
  const child = children.startNode(words, {
    cwd: layout.workingDirectory,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const limit = performance.now() + READY_WITHIN;
  while (!(await isReady(url))) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`tillbridge serve ended with ${child.exitCode ?? child.signalCode}`);
    if (performance.now() > limit) throw new Error(`tillbridge serve was not ready in ${READY_WITHIN / 1_000} s`);
    await pause(LOOK, undefined, { signal });
  }
  return { child, url };
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/health/ready`);
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}
