import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { leaseHolder, Store, takeLease } from '@tillbridge/store';
import { workingRight, type WorkingRight } from './working-right.js';

const SCOPE = 'connection:acme';

describe('the right to work on SQLite', () => {
  let folder = '';
  let store: Store;
  let right: WorkingRight;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tillbridge-right-'));
    store = await Store.open({ kind: 'sqlite', path: join(folder, 'store.db') });
    await store.migrate();
    const dead = { scope: SCOPE, owner: 'who died', milliseconds: 600_000 };
    await store.transaction(null, (session) => takeLease(session, dead));
    right = workingRight(store, { process: 1, host: 'till', command: 'serve', since: '2026-05-14T10:20:00Z' });
  });

  afterEach(async () => {
    right.release();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is not there before the leases of who died have ended, whoever asks meanwhile', async () => {
    const holders: Array<string | null> = [];
    const asked = async (): Promise<void> => {
      if (await right.tryTake()) holders.push(await leaseHolder(store.read, SCOPE));
    };

    await Promise.all([asked(), asked()]);

    expect(holders).toEqual([null, null]);
  });

  it('is given back where the database could not be made ready, and taken in full the next time', async () => {
    const migrate = store.migrate.bind(store);
    store.migrate = () => Promise.reject(new Error('the disk is full'));
    await expect(right.tryTake()).rejects.toThrow('the disk is full');
    store.migrate = migrate;

    const taken = await right.tryTake();

    expect([taken, await leaseHolder(store.read, SCOPE)]).toEqual([true, null]);
  });
});
