import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Usage {
  /** Seconds. */
  readonly wall: number;
  /** Seconds of user and system time. */
  readonly cpu: number;
  /** MiB of resident memory at its highest. */
  readonly peak: number;
}

const PRELOAD = pathToFileURL(join(import.meta.dirname, 'usage-at-exit.mjs')).href;

/** Runs node with these arguments to its end and says what it cost. */
export async function measured(folder: string, nodeArguments: readonly string[]): Promise<Usage> {
  const file = join(folder, 'usage.json');
  rmSync(file, { force: true });
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', PRELOAD, ...nodeArguments], {
    env: { ...process.env, TILLBRIDGE_BENCH_USAGE: file },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
    });
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const wall = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(`${nodeArguments.join(' ')} left with ${code}:\n${said}`);
  return { wall, ...(JSON.parse(readFileSync(file, 'utf8')) as Omit<Usage, 'wall'>) };
}
