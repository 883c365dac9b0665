import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Layout } from './layout.js';
import { NOW, RECORDS } from './truth.js';

export interface RunningSimulator {
  readonly url: string;
  readonly apiUrl: string;
  readonly authUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  stop(): void;
}

/** A program of its own on a free port: what the commands talk to is a server, not a part of them. */
export async function startSimulator({ simulatorFile }: Layout): Promise<RunningSimulator> {
  const words = ['--port', '0', '--json', '--frozen', '--now', NOW, '--from', RECORDS.from, '--to', RECORDS.to];
  const child = spawn(process.execPath, [simulatorFile, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const told = JSON.parse(line) as Omit<RunningSimulator, 'stop'>;
    return { ...told, stop: () => void child.kill() };
  }
  throw new Error('the simulator ended before it told its address');
}

/** Lets time pass at the POS. Seconds. */
export async function advance({ url }: RunningSimulator, seconds: number): Promise<void> {
  const answer = await fetch(`${url}/simulator/clock`, { method: 'POST', body: JSON.stringify({ advance: seconds }) });
  if (!answer.ok) throw new Error(`the simulator refused to advance its clock: ${await answer.text()}`);
}
