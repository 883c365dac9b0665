import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { ALONE } from './alone.ts';
import { freePort } from './free-port.ts';
import { edit } from './person.ts';
import { eventually } from './eventually.ts';
import { START_LIMIT } from './start-limit.ts';
import type { Workplace } from './workplace.ts';

export interface DaemonOptions {
  /** More words of the command line. */
  readonly words?: readonly string[];
  /** Called instead of waiting until it is ready. */
  readonly until?: (daemon: Daemon) => Promise<void>;
}

/** `tillbridge serve` of a workplace in a process of its own, by the simulator's clock. */
export class Daemon {
  /** Everything it has written. */
  out = '';
  err = '';
  private readonly exited: Promise<number | NodeJS.Signals>;

  private constructor(
    readonly child: ChildProcessByStdio<null, Readable, Readable>,
    readonly url: string,
    private readonly folder: string,
  ) {
    child.stdout.on('data', (chunk: Buffer) => void (this.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => void (this.err += chunk.toString()));
    // Not at `exit`: what it wrote last may be heard after that.
    this.exited = new Promise((resolve) => {
      child.once('close', (code, signal) => resolve(code ?? signal ?? -1));
    });
  }

  /** Ready to serve. */
  static async start(workplace: Workplace, options: DaemonOptions = {}): Promise<Daemon> {
    const port = await portOf(workplace);
    const daemon = new Daemon(
      spawned(workplace, ['serve', ...(options.words ?? [])]),
      `http://127.0.0.1:${port}`,
      workplace.folder,
    );
    try {
      await (options.until?.(daemon) ?? daemon.ready());
    } catch (error) {
      // Nobody else knows of it yet who could end it.
      daemon.send('SIGKILL');
      await daemon.ended();
      throw error;
    }
    return daemon;
  }

  /** Another `serve` or command beside it, until it ends. */
  static async command(workplace: Workplace, ...words: readonly string[]): Promise<Daemon> {
    const command = new Daemon(spawned(workplace, words), '', workplace.folder);
    await command.exited;
    return command;
  }

  async ready(): Promise<void> {
    await eventually(
      async () => {
        if (this.child.exitCode !== null) throw new Error(`it has ended: ${this.text}`);
        return (await this.status('/health/ready')) === 200;
      },
      () => `it did not become ready: ${this.text}`,
      START_LIMIT,
    );
  }

  /** Null where it does not answer. */
  async status(path: string): Promise<number | null> {
    try {
      const response = await fetch(this.url + path, { headers: ALONE });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return null;
    }
  }

  /** A call of its API with the first key. */
  async api(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ readonly status: number; readonly body: unknown }> {
    const key = readFileSync(join(this.folder, 'first-api-key'), 'utf8').trim();
    const headers = { ...ALONE, authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json().catch(() => null) };
  }

  /** Asks the daemon to import dates and to deliver; answers the job. */
  async import(window: { readonly from: string; readonly to: string }): Promise<string> {
    const { status, body } = await this.api('POST', '/jobs', { connection: 'acme', deliver: true, ...window });
    if (status !== 202) throw new Error(`the import was not taken: ${JSON.stringify(body)}`);
    return (body as { readonly id: string }).id;
  }

  async job(id: string): Promise<string> {
    return ((await this.api('GET', `/jobs/${id}`)).body as { readonly state: string }).state;
  }

  get text(): string {
    return this.out + this.err;
  }

  /** Of the lines of its log. */
  events(): string[] {
    return this.out.split('\n').flatMap((line) => {
      const event = /"event":"([\w.]+)"/.exec(line)?.[1];
      return event === undefined ? [] : [event];
    });
  }

  get exitCode(): number | null {
    return this.child.exitCode;
  }

  send(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Its exit code, or the signal that ended it. */
  ended(): Promise<number | NodeJS.Signals> {
    return this.exited;
  }

  async stop(): Promise<number | NodeJS.Signals> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.send('SIGTERM');
    return this.exited;
  }
}

function spawned({ folder, simulator, settingsFile }: Workplace, words: readonly string[]) {
  const here = import.meta.dirname;
  const flags = ['--conditions=@tillbridge/source', '--disable-warning=ExperimentalWarning'];
  const ahead = String(simulator.now() - Date.now());
  const entry = ['--import', join(here, 'source-hooks.ts'), join(here, 'daemon-process.ts'), ahead];
  return spawn(process.execPath, [...flags, ...entry, ...words, '--config', settingsFile], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '', LIGHTSPEED_SECRET: simulator.clientSecret, LANG: 'en_CA.UTF-8' },
  });
}

/** Gives the settings a port that is free now, once. */
async function portOf(workplace: Workplace): Promise<number> {
  let port: number | null = null;
  edit(workplace, (text) => {
    port = Number(/^server: \{ port: (\d+)/m.exec(text)?.[1] ?? 0);
    return text;
  });
  if (port !== null && port > 0) return port;
  const free = await freePort();
  edit(workplace, (text) => `server: { port: ${free} }\n${text}`);
  return free;
}
