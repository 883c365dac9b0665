import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EXIT_CODES, TillbridgeError } from '@tillbridge/domain';
import { type LockHolder, Store } from '@tillbridge/store';
import { SERVE, takeForServing } from './serving.js';
import { workingRight, type WorkingRight } from './working-right.js';

describe('the right to serve', () => {
  let folder = '';
  const stores: Store[] = [];
  const rights: WorkingRight[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tillbridge-serving-'));
  });

  afterEach(async () => {
    for (const right of rights.splice(0)) right.release();
    for (const store of stores.splice(0)) await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function rightOf(command: string): Promise<WorkingRight> {
    const store = await Store.open({ kind: 'sqlite', path: join(folder, 'store.db') });
    stores.push(store);
    const right = workingRight(store, { process: 4711, host: 'till', command, since: '2026-05-14T10:20:00Z' });
    rights.push(right);
    return right;
  }

  function take(
    right: WorkingRight,
    more: { signal?: AbortSignal; onWaiting?: (holder: LockHolder | null) => void } = {},
  ) {
    return takeForServing(right, { signal: new AbortController().signal, onWaiting: () => undefined, ...more });
  }

  it('is refused to a second daemon, which is told who has it and leaves with 75', async () => {
    await take(await rightOf(SERVE));
    const second = await rightOf(SERVE);

    const refused = await take(second).catch((error: unknown) => error);

    expect(refused).toBeInstanceOf(TillbridgeError);
    expect(refused).toMatchObject({ code: 'serve.already_running' });
    expect(refused instanceof TillbridgeError && EXIT_CODES[refused.kind]).toBe(75);
    expect(String(refused)).toContain('4711');
    expect(String(refused)).toContain('till');
  });

  it('is waited for while a command works, and whoever watches is told once', async () => {
    const command = await rightOf('sync acme');
    await command.tryTake();
    const told: Array<string | undefined> = [];
    const waiting = Promise.withResolvers<void>();
    const taken = take(await rightOf(SERVE), {
      onWaiting: (holder) => {
        told.push(holder?.command);
        waiting.resolve();
      },
    });
    await waiting.promise;

    command.release();
    await taken;

    expect(told).toEqual(['sync acme']);
    expect(await command.tryTake()).toBe(false);
  });

  it('is no longer waited for once the daemon is told to end', async () => {
    const command = await rightOf('sync acme');
    await command.tryTake();
    const ending = new AbortController();
    const taken = take(await rightOf(SERVE), {
      signal: ending.signal,
      onWaiting: () => ending.abort(new Error('ended')),
    });

    await expect(taken).rejects.toThrow();
  });
});
