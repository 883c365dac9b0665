import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from '../support/eventually.ts';
import type { Tool } from './tool.ts';

const LIMIT = 20_000;

/** A server of somebody else's that runs for a test. */
export interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

/** Waits until it is ready; throws with what it said where it never is. */
export async function start(
  tool: Tool,
  { words, port, ready }: { readonly words: readonly string[]; readonly port: number; readonly ready: string },
): Promise<Running> {
  const child = spawn(tool, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  try {
    await eventually(() => answers(url + ready, child), 'it never became ready', LIMIT);
  } catch (error) {
    await stop(child);
    throw new Error(`${tool} did not start: ${said}`, { cause: error });
  }
  return { url, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** Throws where there is nobody left who could. */
async function answers(url: string, child: ChildProcess): Promise<boolean> {
  if (child.exitCode !== null) throw new Error('it has ended');
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
