import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Dates, Truth } from '../compare/truth.js';
import type { Layout } from '../layout.js';
import type { Children } from './children.js';

/** The simulated account: which dates have records, and where its clock stands at first. */
export interface Account extends Dates {
  readonly now: string;
}

export interface Address {
  readonly url: string;
  readonly apiUrl: string;
  readonly authUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface RunningSimulator extends Address {
  readonly child: ChildProcess;
  readonly truth: (dates: Dates) => Promise<Truth>;
  /** One of its actions, such as `sales/void`; docs/simulator.md lists them. */
  readonly act: (action: string, fields: Readonly<Record<string, unknown>>) => Promise<void>;
  /** Records by time, `[from, to)`. */
  readonly records: (stream: 'sales' | 'shifts', window: Window) => Promise<readonly SimulatedRecord[]>;
}

export interface Window {
  readonly from: string;
  readonly to: string;
  readonly shop: string;
}

export interface SimulatedRecord {
  readonly kind: string;
  readonly saleID?: number;
  readonly employeeHoursID?: number;
}

/** A program of its own on a free port: what the daemon talks to is a server, not a part of it. */
export async function startSimulator(
  { simulatorFile, folder }: Layout,
  { from, to, now }: Account,
  children: Children,
): Promise<RunningSimulator> {
  const words = ['--port', '0', '--json', '--frozen', '--now', now, '--from', from, '--to', to, '--loopback-redirect'];
  const child = children.startNode([simulatorFile, ...words], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { stdout } = child;
  if (stdout === null) throw new TypeError('the simulator has no output');
  for await (const line of createInterface({ input: stdout })) {
    const address = JSON.parse(line) as Address;
    return { ...address, child, ...talkTo(address) };
  }
  throw new Error('the simulator ended before it told its address');
}

function talkTo({ url }: Address): Pick<RunningSimulator, 'truth' | 'act' | 'records'> {
  return {
    truth: ({ from, to }) => ask(`${url}/simulator/truth?from=${from}&to=${to}`),
    act: async (action, fields) => {
      await ask(`${url}/simulator/${action}`, { method: 'POST', body: JSON.stringify(fields) });
    },
    records: async (stream, { from, to, shop }) => {
      const query = new URLSearchParams({ from, to, shops: shop }).toString();
      return (await ask<Record<string, SimulatedRecord[]>>(`${url}/simulator/${stream}?${query}`))[stream] ?? [];
    },
  };
}

async function ask<Answer>(address: string, init: RequestInit = {}): Promise<Answer> {
  const answer = await fetch(address, init);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`the simulator refused ${address}: ${text}`);
  return JSON.parse(text) as Answer;
}
