import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { START_LIMIT } from './start-limit.ts';

/** A process of its own, for tests that kill or freeze it: what it says is heard line by line. */
export class Child {
  private said = '';
  private complained = '';
  private readonly listeners = new Set<() => void>();

  private constructor(private readonly child: ChildProcessByStdio<Writable, Readable, Readable>) {
    child.stdout.on('data', (chunk: Buffer) => this.hear(chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => {
      this.complained += chunk.toString();
    });
    // Not at `exit`: what it said last may be heard after that.
    child.on('close', (code, signal) => this.hear(`exit ${signal ?? String(code)}\n`));
    child.stdin.on('error', () => undefined);
  }

  /** Runs a script of this folder with an order that it reads from its arguments. */
  static start(script: string, order: unknown): Child {
    const folder = import.meta.dirname;
    const flags = ['--conditions=@tillbridge/source', '--disable-warning=ExperimentalWarning'];
    const hooks = ['--import', join(folder, 'source-hooks.ts')];
    return new Child(
      spawn(process.execPath, [...flags, ...hooks, join(folder, script), JSON.stringify(order)], {
        stdio: ['pipe', 'pipe', 'pipe'],
        env: { ...process.env, NODE_OPTIONS: '' },
      }),
    );
  }

  /** Writes a line to its stdin: what it waits for. */
  begin(): void {
    this.child.stdin.write('go\n');
  }

  /** Everything it has said. */
  get text(): string {
    return this.said + this.complained;
  }

  /** Waits until it has said a word on a line of its own. */
  async says(word: string): Promise<void> {
    const pattern = new RegExp(`^${word}\\b`, 'm');
    const limit = AbortSignal.timeout(START_LIMIT);
    while (!pattern.test(this.said)) {
      if (/^exit/m.test(this.said)) throw new Error(`it ended before it said ${word}: ${this.text}`);
      await new Promise<void>((resolve, reject) => {
        const told = (): void => {
          this.listeners.delete(told);
          limit.removeEventListener('abort', late);
          resolve();
        };
        const late = (): void => reject(new Error(`it did not say ${word}: ${this.text}`));
        this.listeners.add(told);
        limit.addEventListener('abort', late, { once: true });
      });
    }
  }

  send(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    this.child.kill(signal);
  }

  async ended(): Promise<string> {
    await this.says('exit').catch((error: unknown) => {
      if (!/^exit/m.test(this.said)) throw error;
    });
    return this.text;
  }

  private hear(text: string): void {
    this.said += text;
    for (const listener of this.listeners) listener();
  }
}
