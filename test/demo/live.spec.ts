import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const LIMIT = 120_000;
const onLinux = existsSync('/proc/self/cwd') ? describe : describe.skip;

/** Processes that work in a folder or below it. */
function processesIn(folder: string): number[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.filter((id) => workingFolder(id).startsWith(folder)).map(Number);
}

function workingFolder(id: string): string {
  try {
    return readlinkSync(`/proc/${id}/cwd`);
  } catch {
    return '';
  }
}

onLinux('the demo', () => {
  let folder: string;
  let demo: ChildProcess;
  let said: string;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'tillbridge-demo-')));
    symlinkSync(join(ROOT, 'plugins'), join(folder, 'plugins'));
    said = '';
  });

  afterEach(() => {
    for (const id of processesIn(folder)) process.kill(id, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  function start(...words: readonly string[]): void {
    const flags = ['--conditions=@tillbridge/source', '--disable-warning=ExperimentalWarning'];
    const hooks = ['--import', join(ROOT, 'test', 'support', 'source-hooks.ts')];
    const entry = join(ROOT, 'apps', 'cli', 'src', 'demo', 'main.ts');
    demo = spawn(process.execPath, [...flags, ...hooks, entry, ...words], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '', LANG: 'en_CA.UTF-8', LC_ALL: '' },
    });
    for (const stream of [demo.stdout, demo.stderr]) {
      stream?.on('data', (chunk: Buffer) => void (said += chunk.toString()));
    }
  }

  const hasSaid = (text: string): Promise<true> =>
    eventually(
      () => {
        if (demo.exitCode !== null) throw new Error(`it has ended: ${said}`);
        return said.includes(text);
      },
      () => `it did not say "${text}": ${said}`,
      LIMIT,
    );

  it(
    'compares every cell, sells on, and ends within five seconds of Ctrl-C with nothing left behind',
    async () => {
      start('--speed', '3600');
      await hasSaid('Ctrl-C ends the demo');
      await hasSaid(' at the point of sale (sales, transactions, items, staff hours)');
      const pass = said;
      const before = performance.now();

      demo.kill('SIGINT');
      await once(demo, 'exit');

      expect(performance.now() - before).toBeLessThan(5_000);
      expect(pass).toContain('Every cell agrees in every output.');
      expect(pass).toMatch(/hook +signed webhook +\d{4} +0 +13 +0\n/);
      expect([demo.exitCode, processesIn(folder)]).toEqual([0, []]);
    },
    // It waits twice.
    3 * LIMIT,
  );

  it(
    'leaves nothing behind when it is killed either',
    async () => {
      start('--once');
      await hasSaid('comes back to');
      const running = processesIn(folder).length;

      demo.kill('SIGKILL');
      await once(demo, 'exit');

      // The simulator, the daemon and the guard at least.
      expect(running).toBeGreaterThan(3);
      await eventually(() => processesIn(folder).length === 0, 'processes are left', 10_000);
    },
    LIMIT,
  );

  it(
    'says what is wrong with an option, and how to learn more',
    async () => {
      start('--speed', 'fast');
      await once(demo, 'close');

      expect([demo.exitCode, said]).toEqual([2, expect.stringContaining('--help')]);
      expect(existsSync(join(folder, 'var'))).toBe(false);
    },
    LIMIT,
  );
});
