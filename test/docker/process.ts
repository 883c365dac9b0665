import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Tool } from './tool.ts';

const LIMIT = 20_000;
const PAUSE = 100;

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
    await until(
      `${tool} is ready`,
      async () => (await fetch(url + ready)).ok,
      () => child.exitCode !== null,
    );
  } catch (error) {
    await stop(child);
    throw new Error(`${tool} did not start: ${said}`, { cause: error });
  }
  return { url, stop: () => stop(child) };
}

/** Asks again until it is so; what it throws counts as not yet. */
export async function until(
  what: string,
  isSo: () => Promise<boolean>,
  isHopeless = (): boolean => false,
  limit = LIMIT,
): Promise<void> {
  const end = performance.now() + limit;
  while (performance.now() < end && !isHopeless()) {
    if (await isSo().catch(() => false)) return;
    await wait(PAUSE);
  }
  throw new Error(`it never came about that ${what}`);
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
